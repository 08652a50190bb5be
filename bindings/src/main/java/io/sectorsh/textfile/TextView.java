package io.sectorsh.textfile;

import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Overlay;
import io.sectorsh.migration.Reading;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What code in a sandbox has written into text files, in its own eyes. Safe for several threads.
 */
public final class TextView {
  private final Map<Path, Optional<String>> written = new ConcurrentHashMap<>();

  /** With nothing written. */
  public TextView() {}

  /** The view of a sandbox. */
  public static TextView of(Overlay overlay) {
    return overlay.view("texts", TextView.class, TextView::new);
  }

  /** What a reading sees: files as they are, but in a sandbox. */
  public static TextView of(Reading reading) {
    return reading.overlay().map(TextView::of).orElseGet(TextView::new);
  }

  /** What a session sees now. */
  public static TextView of(ChangeGuard guard) {
    return guard.overlay().map(TextView::of).orElseGet(TextView::new);
  }

  void write(Path path, Optional<String> content) {
    written.put(key(path), content);
  }

  Optional<String> text(Path path, Supplier<Optional<String>> onDisk) {
    Optional<String> text = written.get(key(path));
    return text == null ? onDisk.get() : text;
  }

  private static Path key(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
