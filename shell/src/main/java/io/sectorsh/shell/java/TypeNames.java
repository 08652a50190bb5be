package io.sectorsh.shell.java;

import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Under which type a snippet of Java can declare an object whose class it may not see. */
final class TypeNames {
  private static final List<Class<?>> PREFERRED =
      List.of(java.util.List.class, java.util.Map.class, java.util.Set.class, Iterable.class);

  private TypeNames() {}

  /** The source name of the nearest public type that a snippet can name. */
  static String of(Class<?> type) {
    if (isVisible(type)) {
      return name(type);
    }
    for (Class<?> known : PREFERRED) {
      if (known.isAssignableFrom(type)) {
        return name(known);
      }
    }
    Deque<Class<?>> open = new ArrayDeque<>(List.of(type));
    Set<Class<?>> seen = new HashSet<>();
    while (!open.isEmpty()) {
      Class<?> next = open.remove();
      if (next != Object.class && isVisible(next)) {
        return name(next);
      }
      Class<?> parent = next.getSuperclass();
      if (parent != null && seen.add(parent)) {
        open.add(parent);
      }
      for (Class<?> one : next.getInterfaces()) {
        if (seen.add(one)) {
          open.add(one);
        }
      }
    }
    return "Object";
  }

  private static boolean isVisible(Class<?> type) {
    if (type.isArray()) {
      return isVisible(type.getComponentType());
    }
    boolean inLoader =
        type.getClassLoader() == null
            || type.getClassLoader() == ClassLoader.getSystemClassLoader()
            || type.getClassLoader() == ClassLoader.getPlatformClassLoader();
    return type.isPrimitive()
        || (inLoader
            && type.getCanonicalName() != null
            && !type.isAnonymousClass()
            && isPublic(type)
            && type.getModule().isExported(type.getPackageName()));
  }

  private static boolean isPublic(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
  }

  /** With wildcards, so that the elements of lists can be read. */
  private static String name(Class<?> type) {
    int parameters = type.getTypeParameters().length;
    return parameters == 0
        ? type.getCanonicalName()
        : type.getCanonicalName() + "<" + "?, ".repeat(parameters - 1) + "?>";
  }
}
