package io.sectorsh.shell.report;

import java.beans.Introspector;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;

/** What can be written behind a dot. */
public final class Members {
  private Members() {}

  /** The names of a class' public methods. */
  public static Set<String> methods(Class<?> type) {
    Set<String> names = new TreeSet<>();
    for (Method method : type.getMethods()) {
      if (isOffered(method)) {
        names.add(method.getName());
      }
    }
    return names;
  }

  /** The names that Groovy reads as properties of a class. */
  public static Set<String> properties(Class<?> type) {
    Set<String> names = new TreeSet<>();
    for (Method method : type.getMethods()) {
      if (isOffered(method) && method.getParameterCount() == 0) {
        String name = property(type, method);
        if (!name.isEmpty()) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** The property that a method is the getter of; empty if it is none. */
  public static String property(Class<?> type, Method method) {
    String name = method.getName();
    if (name.length() > 3 && name.startsWith("get")) {
      return Introspector.decapitalize(name.substring(3));
    }
    if (name.length() > 2 && name.startsWith("is") && method.getReturnType() == boolean.class) {
      return Introspector.decapitalize(name.substring(2));
    }
    return type.isRecord() && isComponent(type, name) ? name : "";
  }

  private static boolean isComponent(Class<?> type, String name) {
    for (var component : type.getRecordComponents()) {
      if (component.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOffered(Method method) {
    return method.getDeclaringClass() != Object.class
        && !method.isSynthetic()
        && !Modifier.isStatic(method.getModifiers())
        && method.getName().indexOf('$') < 0
        && !method.getDeclaringClass().getName().startsWith("groovy.lang.");
  }
}
