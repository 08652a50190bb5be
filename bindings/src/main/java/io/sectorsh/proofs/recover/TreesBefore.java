package io.sectorsh.proofs.recover;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sectorsh.migration.PreImage;
import io.sectorsh.replica.PersistentAux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a cache had before trees of it were made again. The files themselves stay beside the new
 * ones, since they are too large for a journal; p_aux, which is not, is kept here.
 *
 * @param had names of the tree files that were there
 * @param aux p_aux; empty if there was none
 */
record TreesBefore(Set<String> had, Optional<byte[]> aux) {
  private static final String ASIDE = ".sectorsh-old";

  static TreesBefore look(Path cache, List<String> names) throws IOException {
    Set<String> had = new TreeSet<>();
    for (String name : names) {
      if (exists(cache.resolve(name)) || exists(aside(cache.resolve(name)))) {
        had.add(name);
      }
    }
    return new TreesBefore(had, aux(cache));
  }

  private static Optional<byte[]> aux(Path cache) throws IOException {
    Path file = cache.resolve(PersistentAux.FILE_NAME);
    return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  private static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static Path aside(Path file) {
    return file.resolveSibling(file.getFileName() + ASIDE);
  }

  /** Keeps a file under another name; one that is kept already is older, and stays. */
  static void keep(Path file) throws IOException {
    if (exists(file) && !exists(aside(file))) {
      Files.move(file, aside(file), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  void bringBack(Path file) throws IOException {
    if (!had.contains(String.valueOf(file.getFileName()))) {
      Files.deleteIfExists(file);
    } else if (exists(aside(file))) {
      Files.move(aside(file), file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  boolean isBack(Path cache, List<String> names) throws IOException {
    for (String name : names) {
      Path file = cache.resolve(name);
      if (exists(aside(file)) || exists(file) != had.contains(name)) {
        return false;
      }
    }
    return Arrays.equals(aux(cache).orElse(new byte[0]), aux.orElse(new byte[0]));
  }

  /** A line with p_aux in hexadecimal, then a line for each file. */
  PreImage toImage() {
    String first = HexFormat.of().formatHex(aux.orElse(new byte[0]));
    return PreImage.of((first + "\n" + String.join("\n", had)).getBytes(ISO_8859_1));
  }

  static TreesBefore of(PreImage image) {
    String text = new String(image.bytes().orElse(new byte[0]), ISO_8859_1);
    List<String> lines = text.lines().toList();
    String aux = lines.isEmpty() ? "" : lines.get(0);
    return new TreesBefore(
        new TreeSet<>(lines.subList(Math.min(1, lines.size()), lines.size())),
        aux.isEmpty() ? Optional.empty() : Optional.of(HexFormat.of().parseHex(aux)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TreesBefore before && toImage().equals(before.toImage());
  }

  @Override
  public int hashCode() {
    return toImage().hashCode();
  }
}
