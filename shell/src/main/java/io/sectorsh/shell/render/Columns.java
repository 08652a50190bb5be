package io.sectorsh.shell.render;

import groovy.lang.GroovyObject;
import io.sectorsh.profile.Profile;
import java.beans.Introspector;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Chooses the columns of rows: by the catalogue, or by what the rows are made of. */
final class Columns {
  private static final Set<String> HIDDEN = Set.of("class", "metaClass", "declaringClass");

  private static final List<Column> ENTRY =
      List.of(
          new Column("key", 0, row -> ((Map.Entry<?, ?>) row).getKey()),
          new Column("value", 0, row -> ((Map.Entry<?, ?>) row).getValue()));

  private Columns() {}

  /** The columns for these first rows of a list; empty if its rows are not made of parts. */
  static List<Column> of(List<?> sample) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (Object row : sample) {
      if (row == null || !hasParts(row)) {
        return List.of();
      }
      of(row).forEach(column -> columns.putIfAbsent(column.title(), column));
      if (!(row instanceof Map)) {
        break;
      }
    }
    return List.copyOf(columns.values());
  }

  /** The columns for one row. */
  static List<Column> of(Object row) {
    return row instanceof Map<?, ?> map ? ofKeys(map) : of(row.getClass());
  }

  /** The columns for rows of this class; empty if they are not made of parts. */
  static List<Column> of(Class<?> type) {
    if (Map.Entry.class.isAssignableFrom(type)) {
      return ENTRY;
    }
    List<Column> known = Catalogue.columns(type);
    if (!known.isEmpty()) {
      return known;
    }
    if (ValueText.isPlain(type)) {
      return List.of();
    }
    if (type.isRecord()) {
      return ofComponents(type);
    }
    return GroovyObject.class.isAssignableFrom(type) ? ofGetters(type) : List.of();
  }

  /** Every part of one thing that is shown alone: those that are listed first, then the rest. */
  static List<Column> card(Object value) {
    List<Column> listed = of(value);
    if (value instanceof Map
        || value instanceof Profile
        || Catalogue.columns(value.getClass()).isEmpty()) {
      return listed;
    }
    Map<String, Column> parts = new LinkedHashMap<>();
    listed.forEach(column -> parts.put(asOneWord(column.title()), column));
    List<Column> rest =
        value instanceof Record ? ofComponents(value.getClass()) : ofGetters(value.getClass());
    rest.forEach(column -> parts.putIfAbsent(asOneWord(column.title()), column));
    return List.copyOf(parts.values());
  }

  /** A column "same replica" shows what the getter of sameReplica gives. */
  private static String asOneWord(String title) {
    return title.replace(" ", "").toLowerCase(Locale.ROOT);
  }

  /** Whether a value is a thing with named parts, rather than one value. */
  static boolean hasParts(Object value) {
    return value instanceof Map || !of(value.getClass()).isEmpty();
  }

  private static List<Column> ofKeys(Map<?, ?> map) {
    List<Column> columns = new ArrayList<>();
    for (Object key : map.keySet()) {
      columns.add(
          new Column(
              String.valueOf(key),
              columns.size(),
              row -> row instanceof Map<?, ?> cells ? cells.get(key) : null));
    }
    return columns;
  }

  private static List<Column> ofComponents(Class<?> type) {
    List<Column> columns = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      columns.add(getter(component.getName(), columns.size(), component.getAccessor()));
    }
    return columns;
  }

  /** In the order of the fields behind the getters, then by name. */
  private static List<Column> ofGetters(Class<?> type) {
    Map<String, Method> getters = new TreeMap<>();
    for (Method method : type.getMethods()) {
      String name = property(method);
      if (!name.isEmpty() && !HIDDEN.contains(name)) {
        getters.putIfAbsent(name, method);
      }
    }
    List<Column> columns = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      Method method = getters.remove(field.getName());
      if (method != null) {
        columns.add(getter(field.getName(), columns.size(), method));
      }
    }
    getters.forEach((name, method) -> columns.add(getter(name, columns.size(), method)));
    return columns;
  }

  /** The property that a getter stands for; empty if the method is not a getter. */
  private static String property(Method method) {
    String name = method.getName();
    if (method.getParameterCount() > 0 || Modifier.isStatic(method.getModifiers())) {
      return "";
    }
    if (name.startsWith("get") && name.length() > 3) {
      return Introspector.decapitalize(name.substring(3));
    }
    boolean truth = method.getReturnType() == boolean.class;
    return truth && name.startsWith("is") && name.length() > 2
        ? Introspector.decapitalize(name.substring(2))
        : "";
  }

  private static Column getter(String title, int rank, Method method) {
    method.setAccessible(true);
    return new Column(title, rank, row -> call(method, row));
  }

  private static @Nullable Object call(Method method, Object row) {
    if (!method.getDeclaringClass().isInstance(row)) {
      return null;
    }
    try {
      return method.invoke(row);
    } catch (InvocationTargetException failure) {
      return failure.getCause() instanceof RuntimeException cause ? cause : failure;
    } catch (IllegalAccessException hidden) {
      return null;
    }
  }
}
