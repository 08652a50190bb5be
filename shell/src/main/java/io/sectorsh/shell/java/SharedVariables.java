package io.sectorsh.shell.java;

import io.sectorsh.shell.groovy.SessionBinding;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/** The variables that Groovy and Java have in common, under the same names. */
final class SharedVariables {
  private static final String LIVE = LiveObjects.class.getName();

  private final JShell shell;
  private final SessionBinding binding;
  private final Map<String, @Nullable Object> known = new LinkedHashMap<>();

  SharedVariables(JShell shell, SessionBinding binding) {
    this.shell = shell;
    this.binding = binding;
  }

  /** Declares in Java what is new or changed in Groovy. */
  void takeFromGroovy() {
    for (String name : binding.names()) {
      if (isJavaName(name)) {
        declare(name);
      }
    }
  }

  private void declare(String name) {
    Class<?> root = binding.typeOf(name);
    if (root != null && !root.isEnum()) {
      if (!known.containsKey(name)) {
        known.put(name, root);
        LiveObjects.putSource(name, () -> binding.getVariable(name));
        define(TypeNames.of(root), name);
      }
      return;
    }
    Object value = binding.getVariable(name);
    if (!known.containsKey(name) || known.get(name) != value) {
      known.put(name, value);
      LiveObjects.put(name, value);
      define(value == null ? "Object" : TypeNames.of(value.getClass()), name);
    }
  }

  private void define(String type, String name) {
    shell.eval(type + " " + name + " = (" + type + ") " + LIVE + ".get(\"" + name + "\");");
  }

  /** Sets in Groovy what Java has declared or changed. */
  void giveToGroovy() {
    shell
        .variables()
        .filter(variable -> shell.status(variable) == Snippet.Status.VALID)
        .forEach(this::give);
  }

  private void give(VarSnippet variable) {
    String name = variable.name();
    if (name.startsWith("$") || binding.typeOf(name) != null) {
      return;
    }
    Object value = value(name);
    boolean changed = !known.containsKey(name) || !Objects.equals(known.get(name), value);
    if (changed) {
      known.put(name, value);
      binding.setVariable(name, value);
    }
  }

  /** The value of a variable of Java's. */
  @Nullable Object value(String name) {
    String key = "value of a variable";
    shell.eval(LIVE + ".put(\"" + key + "\", (Object) " + name + ");");
    return LiveObjects.get(key);
  }

  private static boolean isJavaName(String name) {
    return javax.lang.model.SourceVersion.isIdentifier(name)
        && !javax.lang.model.SourceVersion.isKeyword(name);
  }
}
