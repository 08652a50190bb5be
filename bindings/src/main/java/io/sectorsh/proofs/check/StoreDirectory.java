package io.sectorsh.proofs.check;

import io.sectorsh.filecoin.SectorId;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which sectors a directory of a store has. Many are looked up in the list of its names, which
 * comes in large pieces over a network, and few, or some of very many, one by one.
 */
record StoreDirectory(Path path, long miner) {
  private static final int MANY = 64;

  /** From so many names for each sector on, asking for each is cheaper. */
  private static final int NAMES_EACH = 32;

  Set<Long> among(List<Long> numbers) {
    Map<String, Long> wanted = new HashMap<>();
    numbers.forEach(number -> wanted.put(new SectorId(miner, number).fileName(), number));
    Set<Long> found = new HashSet<>();
    if (numbers.size() < MANY || !listed(wanted, found)) {
      found.clear();
      wanted.forEach(
          (name, number) -> {
            if (Files.exists(path.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
              found.add(number);
            }
          });
    }
    return found;
  }

  /** False when the list is too long, or cannot be had. */
  private boolean listed(Map<String, Long> wanted, Set<Long> found) {
    long left = (long) NAMES_EACH * wanted.size();
    try (DirectoryStream<Path> names = Files.newDirectoryStream(path)) {
      for (Path name : names) {
        Long number = wanted.get(String.valueOf(name.getFileName()));
        if (number != null) {
          found.add(number);
        }
        if (--left < 0) {
          return false;
        }
      }
      return true;
    } catch (IOException | DirectoryIteratorException failed) {
      return false;
    }
  }
}
