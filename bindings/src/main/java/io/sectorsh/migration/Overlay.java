package io.sectorsh.migration;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What code in a sandbox has changed in its own eyes: each system keeps a view of its own here, in
 * memory. Safe for use by several threads, as far as the views are.
 */
public final class Overlay {
  private final Map<String, Object> views = new ConcurrentHashMap<>();

  /** With nothing changed. */
  public Overlay() {}

  /**
   * The view of one system, made when it is first asked for.
   *
   * @param key names the system, such as {@code repo:/data/lotusminer}
   */
  public <V> V view(String key, Class<V> type, Supplier<? extends V> empty) {
    return type.cast(views.computeIfAbsent(key, unused -> empty.get()));
  }
}
