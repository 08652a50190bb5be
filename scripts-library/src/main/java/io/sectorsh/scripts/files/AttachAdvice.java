package io.sectorsh.scripts.files;

import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lotus.record.SectorFileType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Tells where nothing has to be moved: lotus-miner can use a store as it is, if only one miner's
 * sectors are in it.
 */
final class AttachAdvice {
  private static final String STORE_FILE = "sectorstore.json";

  private AttachAdvice() {}

  /** What to type, for each store that holds sectors of no other miner; empty if there is none. */
  static List<String> of(List<Path> stores, long miner) {
    List<String> lines = new ArrayList<>();
    for (Path store : stores) {
      if (miners(store).equals(Set.of(miner))) {
        lines.add(
            store
                + " holds no other miner's sectors: instead of moving them, attach it: "
                + attach(store));
      }
    }
    return lines;
  }

  /** How lotus-miner takes a directory in, with its daemon running. */
  static String attach(Path store) {
    return Files.exists(store.resolve(STORE_FILE))
        ? "lotus-miner storage attach " + store
        : "lotus-miner storage attach --init --store " + store;
  }

  /** What lotus-miner needs to be told of the destination. */
  static String afterwards(Path destination) {
    return Files.exists(destination.resolve(STORE_FILE))
        ? "then tell lotus-miner of them: lotus-miner storage redeclare --all"
        : "then make it a storage path: " + attach(destination);
  }

  /** The miners of the sectors in a directory, as its names say. */
  static Set<Long> miners(Path store) {
    Set<Long> miners = new TreeSet<>();
    for (SectorFileType kind : SectorFileType.values()) {
      Path directory = store.resolve(kind.directory());
      if (Files.isDirectory(directory)) {
        try (Stream<Path> names = Files.list(directory)) {
          names
              .map(path -> SectorId.readByLotus(String.valueOf(path.getFileName())))
              .flatMap(Optional::stream)
              .forEach(sector -> miners.add(sector.miner()));
        } catch (IOException | UncheckedIOException unreadable) {
          return Set.of(); // No advice where it cannot be known.
        }
      }
    }
    return miners;
  }
}
