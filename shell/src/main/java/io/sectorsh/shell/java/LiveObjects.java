package io.sectorsh.shell.java;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where snippets of Java find the objects of the session: they are compiled into a package of their
 * own and see public static members only.
 */
public final class LiveObjects {
  private static final Object NOTHING = new Object();
  private static final Map<String, Object> OBJECTS = new ConcurrentHashMap<>();

  private LiveObjects() {}

  /** The object of this name; null if there is none, or if it is null. */
  public static @Nullable Object get(String name) {
    Object value = OBJECTS.get(name);
    if (value instanceof Source source) {
      return source.maker().get();
    }
    return value == NOTHING ? null : value;
  }

  /** What makes an object when it is first asked for. */
  private record Source(Supplier<@Nullable Object> maker) {}

  /** Puts something under a name that is made when a snippet asks for it. */
  static void putSource(String name, Supplier<@Nullable Object> maker) {
    OBJECTS.put(name, new Source(maker));
  }

  /** Puts an object under a name; returns it. */
  public static <T> @Nullable T put(String name, @Nullable T value) {
    OBJECTS.put(name, value == null ? NOTHING : value);
    return value;
  }
}
