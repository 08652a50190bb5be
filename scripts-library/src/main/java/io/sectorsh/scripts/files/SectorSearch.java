package io.sectorsh.scripts.files;

import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.stores.SectorFileSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the store that has all files of a sector which proofs need, by looking at the disks. */
public final class SectorSearch {
  private final List<Path> stores;

  /**
   * @param stores directories on this machine
   */
  public SectorSearch(List<Path> stores) {
    this.stores = List.copyOf(stores);
  }

  /**
   * What was found.
   *
   * @param whole the files, if exactly one store has all of them
   * @param reason why not, otherwise
   */
  public record Found(Optional<SectorFileSet> whole, String reason) {}

  /**
   * Looks.
   *
   * @param snapped whether proofs read the files of an upgrade
   */
  public Found find(SectorId sector, boolean snapped) {
    List<SectorFileSet> whole = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    for (Path store : stores) {
      Set<SectorFileType> present = SectorFileSet.present(store, sector).kinds();
      SectorFileSet wanted = SectorFileSet.proven(store, sector, snapped);
      if (present.containsAll(wanted.kinds())) {
        whole.add(wanted);
      } else if (!present.isEmpty()) {
        parts.add(words(present) + " in " + store);
      }
    }
    if (whole.size() == 1) {
      return new Found(Optional.of(whole.get(0)), "");
    }
    return new Found(Optional.empty(), whole.isEmpty() ? missing(parts, snapped) : twice(whole));
  }

  private static String missing(List<String> parts, boolean snapped) {
    String needed = snapped ? "update and update-cache" : "sealed and cache";
    return parts.isEmpty()
        ? "no store has files of it"
        : "no store has both " + needed + ": " + String.join("; ", parts);
  }

  private static String twice(List<SectorFileSet> whole) {
    return "two stores have it: "
        + whole.stream().map(set -> set.store().toString()).collect(Collectors.joining(", "));
  }

  /** Such as {@code cache, sealed}. */
  static String words(Set<SectorFileType> kinds) {
    return kinds.stream().map(SectorFileType::directory).sorted().collect(Collectors.joining(", "));
  }
}
