package io.sectorsh.shell.completion;

import io.sectorsh.rows.Rows;
import io.sectorsh.shell.report.Members;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Optional;
import java.util.Set;

/** What types members have, generic ones with what they hold. */
final class MemberTypes {
  private static final Set<String> SAME =
      Set.of(
          "findAll",
          "take",
          "drop",
          "sort",
          "toSorted",
          "reverse",
          "unique",
          "each",
          "filter",
          "limit",
          "then");
  private static final Set<String> ELEMENT =
      Set.of("find", "head", "last", "getAt", "min", "max", "orElse", "orElseThrow", "get");

  private MemberTypes() {}

  /** The class behind a type; {@code Object} if it cannot be told. */
  static Class<?> raw(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    return type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw
        ? raw
        : Object.class;
  }

  /** What a list, an optional or the like holds; the type itself if it holds nothing. */
  static Type element(Type type) {
    boolean holds =
        Iterable.class.isAssignableFrom(raw(type)) || Optional.class.isAssignableFrom(raw(type));
    if (holds && type instanceof ParameterizedType generic) {
      return generic.getActualTypeArguments()[0];
    }
    return holds ? Object.class : type;
  }

  /** Rows whose type is known only at run time. */
  static Type rowsOf(Rows<?> rows) {
    return new Generic(Rows.class, rows.rowType());
  }

  /** The type of a member; {@code Object} if there is no such member. */
  static Type of(Type owner, Chain.Link link) {
    Type found = member(owner, link.name());
    return link.indexed() ? element(found) : found;
  }

  private static Type member(Type owner, String name) {
    boolean list = Iterable.class.isAssignableFrom(raw(owner)) || raw(owner) == Optional.class;
    if (list && SAME.contains(name)) {
      return owner;
    }
    if (list && ELEMENT.contains(name)) {
      return element(owner);
    }
    for (Method method : raw(owner).getMethods()) {
      boolean getter =
          method.getParameterCount() == 0 && name.equals(Members.property(raw(owner), method));
      if (!method.isSynthetic() && (getter || method.getName().equals(name))) {
        return resolved(method.getGenericReturnType(), owner);
      }
    }
    if (raw(owner) == Optional.class) {
      return member(element(owner), name); // as OptionalExtension has it
    }
    return Object.class;
  }

  /** Puts in what a generic owner holds. */
  private static Type resolved(Type type, Type owner) {
    if (type instanceof TypeVariable<?>) {
      return element(owner);
    }
    if (type instanceof ParameterizedType generic
        && generic.getActualTypeArguments()[0] instanceof TypeVariable<?>) {
      return new Generic(raw(type), element(owner));
    }
    return type;
  }

  /** A generic type of one parameter. */
  private record Generic(Class<?> raw, Type argument) implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return new Type[] {argument};
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public Type getOwnerType() {
      return Object.class;
    }
  }
}
