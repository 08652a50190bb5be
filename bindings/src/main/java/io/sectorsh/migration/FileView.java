package io.sectorsh.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What code in a sandbox sees of files: some have gone in its eyes, and some are at places where
 * the disk has none. Holds names only; what is in a file is read where it really is. Safe for use
 * by several threads.
 */
public final class FileView {
  private final Map<Path, Optional<Path>> places = new ConcurrentHashMap<>();

  /** Files as the disk has them. */
  public FileView() {}

  /** The view that a sandbox has of all files. */
  public static FileView of(Overlay overlay) {
    return overlay.view("files", FileView.class, FileView::new);
  }

  /** What a reading sees: files as they are, but in a sandbox. */
  public static FileView of(Reading reading) {
    return reading.overlay().map(FileView::of).orElseGet(FileView::new);
  }

  /** What a session sees now. */
  public static FileView of(ChangeGuard guard) {
    return guard.overlay().map(FileView::of).orElseGet(FileView::new);
  }

  /** From now on a file or directory is at a path, with all that really is at another one. */
  public void show(Path path, Path content) {
    places.put(key(path), Optional.of(content));
  }

  /** From now on nothing is at a path. */
  public void hide(Path path) {
    places.put(key(path), Optional.empty());
  }

  /**
   * Where the content of a path really is: the path itself, unless the sandbox changed it or a
   * directory that it is in; empty if it has gone.
   */
  public Optional<Path> actual(Path path) {
    if (places.isEmpty()) {
      return Optional.of(path);
    }
    Path key = key(path);
    for (Path at = key; at != null; at = at.getParent()) {
      Optional<Path> changed = places.get(at);
      if (changed != null) {
        Path below = at.relativize(key);
        return at.equals(key) ? changed : changed.map(real -> real.resolve(below));
      }
    }
    return Optional.of(path);
  }

  /** Whether the sandbox has put or removed something at this very path. */
  public boolean isChanged(Path path) {
    return !places.isEmpty() && places.containsKey(key(path));
  }

  /** What the sandbox has put into a directory, in the order of the names. */
  public List<Path> shownIn(Path directory) {
    if (places.isEmpty()) {
      return List.of();
    }
    Path parent = key(directory);
    List<Path> shown = new ArrayList<>();
    places.forEach(
        (path, content) -> {
          if (content.isPresent() && parent.equals(path.getParent())) {
            shown.add(directory.resolve(path.getFileName().toString()));
          }
        });
    shown.sort(null);
    return shown;
  }

  /** One directory may have several names: what leads to it is followed as far as it exists. */
  private static Path key(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    for (Path at = whole.getParent(); at != null; at = at.getParent()) {
      if (Files.exists(at)) {
        try {
          return at.toRealPath().resolve(at.relativize(whole));
        } catch (IOException gone) {
          return whole;
        }
      }
    }
    return whole;
  }
}
