package io.sectorsh.stores;

import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.migration.Alteration;
import io.sectorsh.migration.FileView;
import io.sectorsh.migration.Overlay;
import io.sectorsh.migration.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What an action makes of the files of a sector, as names: which ones appear, and which ones go.
 *
 * @param kinds which files it is about
 * @param from where each is before
 * @param made where each is to be found afterwards; empty if at no new place
 * @param stays whether each is also where it was
 */
record PretendedFiles(
    Set<SectorFileType> kinds,
    Function<SectorFileType, Path> from,
    Function<SectorFileType, Optional<Path>> made,
    boolean stays) {

  /** The files as they are and as they would be, with their lengths. */
  List<Alteration> alterations(Reading reading) {
    FileView view = FileView.of(reading);
    List<Alteration> altered = new ArrayList<>();
    for (SectorFileType kind : kinds) {
      Optional<String> old = words(view, from.apply(kind));
      Optional<Path> target = made.apply(kind);
      if (old.isEmpty()) {
        continue; // What an earlier run has done already.
      }
      if (!stays) {
        altered.add(Alteration.ofWords(from.apply(kind).toString(), old, Optional.empty()));
      }
      target.ifPresent(
          path -> altered.add(Alteration.ofWords(path.toString(), words(view, path), old)));
    }
    return altered;
  }

  /** Has a sandbox see it so. */
  boolean pretend(Overlay overlay) {
    FileView view = FileView.of(overlay);
    for (SectorFileType kind : kinds) {
      Path path = from.apply(kind);
      Optional<Path> content = there(view, path);
      if (content.isPresent()) {
        made.apply(kind).ifPresent(target -> view.show(target, content.get()));
        if (!stays) {
          view.hide(path);
        }
      }
    }
    return true;
  }

  private static Optional<Path> there(FileView view, Path path) {
    try {
      Optional<Path> real = view.actual(path);
      return real.isPresent() && DurableTree.isThere(real.get()) ? real : Optional.empty();
    } catch (IOException failure) {
      throw StoreFailures.unreadable(path, failure);
    }
  }

  /** Such as {@code 34,359,738,368 B}; empty if nothing is there. */
  private static Optional<String> words(FileView view, Path path) {
    Optional<Path> real = there(view, path);
    if (real.isEmpty()) {
      return Optional.empty();
    }
    long bytes = 0;
    try {
      List<Path> files = DurableTree.filesAt(real.get());
      for (Path file : files) {
        bytes += Files.size(file);
      }
      String length = String.format(Locale.ROOT, "%,d B", bytes);
      return Optional.of(
          Files.isDirectory(real.get()) ? files.size() + " files, " + length : length);
    } catch (IOException failure) {
      throw StoreFailures.unreadable(path, failure);
    }
  }
}
