package io.sectorsh.shell.groovy;

import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyCodeSource;
import groovy.lang.Script;
import groovy.transform.ThreadInterrupt;
import io.sectorsh.shell.engine.Engine;
import io.sectorsh.shell.engine.Evaluated;
import io.sectorsh.shell.engine.ImportedPackages;
import io.sectorsh.shell.engine.LineStop;
import io.sectorsh.shell.line.Completeness;
import java.lang.reflect.Method;
import java.util.Set;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.customizers.ASTTransformationCustomizer;
import org.codehaus.groovy.control.customizers.ImportCustomizer;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.codehaus.groovy.runtime.MethodClosure;

/**
 * Evaluates lines of Groovy that build on each other: variables, imports, functions and classes of
 * one line are there in the next. For use by one thread at a time.
 */
public final class GroovyEvaluator implements Engine {
  /** {@code @Grab} would fetch code from the network into a session that holds tokens. */
  private static final String GRAB = "groovy.grape.GrabAnnotationTransformation";

  private final SessionBinding binding;
  private final LineRules rules = new LineRules();
  private final GroovyClassLoader loader;
  private int lines;

  /**
   * @param binding where variables live
   * @param stoppable whether loops and calls look for an interrupt of their thread; costs time at
   *     start-up
   */
  public GroovyEvaluator(SessionBinding binding, boolean stoppable) {
    this.binding = binding;
    CompilerConfiguration configuration = configuration(stoppable);
    configuration.addCompilationCustomizers(rules);
    this.loader = new GroovyClassLoader(GroovyEvaluator.class.getClassLoader(), configuration);
  }

  /** What every piece of Groovy is compiled with: our packages are imported. */
  public static CompilerConfiguration configuration(boolean stoppable) {
    CompilerConfiguration configuration = new CompilerConfiguration();
    configuration.setDisabledGlobalASTTransformations(Set.of(GRAB));
    ImportCustomizer imports = new ImportCustomizer();
    imports.addStarImports(ImportedPackages.OURS.toArray(String[]::new));
    imports.addStarImports("java.time", "java.nio.file");
    configuration.addCompilationCustomizers(imports);
    if (stoppable) {
      configuration.addCompilationCustomizers(
          new ASTTransformationCustomizer(ThreadInterrupt.class));
    }
    return configuration;
  }

  /** Where variables live. */
  public SessionBinding binding() {
    return binding;
  }

  /** The loader of the classes that lines define. */
  public GroovyClassLoader loader() {
    return loader;
  }

  @Override
  public String name() {
    return "groovy";
  }

  @Override
  public boolean isOpen(String source) {
    return Completeness.isOpen(source);
  }

  @Override
  public void stop() {
    // The interrupt of the thread is enough: compiled code looks for it.
  }

  @Override
  public Evaluated evaluate(String source) {
    LineStop.check();
    rules.startLine();
    Class<?> type =
        loader.parseClass(
            new GroovyCodeSource(source, "line" + ++lines + ".groovy", "/sectorsh"), false);
    rules.keepImports();
    if (!Script.class.isAssignableFrom(type)) {
      return new Evaluated(null, true);
    }
    Script script = InvokerHelper.createScript(type, binding);
    keepFunctions(script);
    return new Evaluated(script.run(), rules.endsInAssignment());
  }

  private void keepFunctions(Script script) {
    for (Method method : script.getClass().getDeclaredMethods()) {
      String name = method.getName();
      if (!method.isSynthetic()
          && !name.equals("run")
          && !name.equals("main")
          && name.indexOf('$') < 0) {
        binding.setVariable(name, new MethodClosure(script, name));
      }
    }
  }
}
