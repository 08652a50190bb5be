package io.sectorsh.shell.script;

import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyCodeSource;
import groovy.lang.Script;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.shell.groovy.GroovyEvaluator;
import io.sectorsh.shell.groovy.SessionBinding;
import io.sectorsh.shell.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.customizers.ImportCustomizer;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.jspecify.annotations.Nullable;

/** Runs script files in a session, each with variables of its own. */
public final class ScriptRunner {
  private final Session session;
  private final boolean oneShot;
  private final int width;

  /**
   * @param oneShot whether the script is all that this process does, so that its {@code --apply} is
   *     the user's word; at a prompt the session's mode decides
   * @param width columns for help texts
   */
  public ScriptRunner(Session session, boolean oneShot, int width) {
    this.session = session;
    this.oneShot = oneShot;
    this.width = width;
  }

  /**
   * Runs it.
   *
   * @return the script's value; null for none, or if only its help was wanted
   */
  public @Nullable Object run(ScriptCall call) {
    SessionBinding binding = new SessionBinding(session);
    binding.setVariable("args", call.arguments().toArray(String[]::new));
    Class<?> type = compiled(call);
    if (!Script.class.isAssignableFrom(type)) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "it holds a class and nothing to run",
          call.file().toString(),
          "Put statements into the file.");
    }
    Script script = InvokerHelper.createScript(type, binding);
    ScriptOptions options = new ScriptOptions(script, call, width);
    if (options.areDeclared() && !options.read(session, oneShot)) {
      return null;
    }
    return session.migrations().runNamed(options.namedMiner(), script::run);
  }

  /** One line on what a script does; empty if it does not say. */
  String purpose(ScriptCall call) {
    Script script = InvokerHelper.createScript(compiled(call), new SessionBinding(session));
    return new ScriptOptions(script, call, width).purpose();
  }

  private static Class<?> compiled(ScriptCall call) {
    CompilerConfiguration configuration = GroovyEvaluator.configuration(true);
    ImportCustomizer imports = new ImportCustomizer();
    imports.addImport("Command", "picocli.CommandLine.Command");
    imports.addImport("Mixin", "picocli.CommandLine.Mixin");
    imports.addImport("Option", "picocli.CommandLine.Option");
    imports.addImport("Parameters", "picocli.CommandLine.Parameters");
    imports.addImports("groovy.transform.Field");
    configuration.addCompilationCustomizers(imports, new CommandAnnotation());
    @SuppressWarnings("resource") // the script's classes live on in what it returns
    GroovyClassLoader loader =
        new GroovyClassLoader(ScriptRunner.class.getClassLoader(), configuration);
    return loader.parseClass(
        new GroovyCodeSource(source(call), fileName(call), "/sectorsh/script"), false);
  }

  private static String fileName(ScriptCall call) {
    Object name = call.file().getFileName();
    return name == null ? "script.groovy" : name.toString();
  }

  private static String source(ScriptCall call) {
    try {
      return Files.readString(call.file());
    } catch (IOException failure) {
      boolean missing = !Files.exists(call.file());
      throw new OperatorException(
          missing ? ErrorCode.NOT_FOUND : ErrorCode.IO_FAILED,
          missing ? "there is no such file" : "cannot be read",
          call.file().toString(),
          missing ? "Give the path of a Groovy file." : "Look at its permissions with ls -l.",
          failure);
    }
  }
}
