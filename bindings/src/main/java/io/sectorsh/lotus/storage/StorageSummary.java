package io.sectorsh.lotus.storage;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.rows.RowCursor;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A storage path with what lies in it, as {@code lotus-miner storage list} tells it.
 *
 * @param storage the path and its settings
 * @param files how many files of each kind are there
 * @param capacity bytes of its file system; empty if it is not here
 * @param available bytes that are left for lotus on it
 * @param problem why lotus-miner does not open the path, if so: the first reason found
 */
public record StorageSummary(
    StoragePath storage,
    Map<SectorFileType, Long> files,
    OptionalLong capacity,
    OptionalLong available,
    Optional<OperatorException> problem) {
  private static final int BAR = 50;
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  /** Makes the map unchangeable. */
  public StorageSummary {
    files = Map.copyOf(files);
  }

  /** Counts what lies there; reads directories only. */
  public static StorageSummary of(StoragePath storage) {
    Map<SectorFileType, Long> files = new EnumMap<>(SectorFileType.class);
    Optional<OperatorException> problem = storage.problem();
    for (SectorFileType type : SectorFileType.values()) {
      try (RowCursor<StorageFile> scan = new StorageScan(storage, type)) {
        long count = 0;
        while (scan.hasNext()) {
          StorageFile file = scan.next();
          count += file.sector().isPresent() ? 1 : 0;
          problem = problem.isPresent() ? problem : file.problem();
        }
        files.put(type, count);
      } catch (OperatorException unreadable) {
        problem = problem.isPresent() ? problem : Optional.of(unreadable);
      }
    }
    return measured(storage, files, problem);
  }

  private static StorageSummary measured(
      StoragePath storage, Map<SectorFileType, Long> files, Optional<OperatorException> problem) {
    try {
      FileStore disk = Files.getFileStore(storage.path());
      return new StorageSummary(
          storage,
          files,
          OptionalLong.of(disk.getTotalSpace()),
          OptionalLong.of(disk.getUsableSpace()),
          problem);
    } catch (IOException elsewhere) {
      return new StorageSummary(
          storage, files, OptionalLong.empty(), OptionalLong.empty(), problem);
    }
  }

  /** How many files of a kind are there. */
  public long count(SectorFileType type) {
    return files.getOrDefault(type, 0L);
  }

  /** Bytes in use on its file system, by whomever. */
  public OptionalLong getUsed() {
    return capacity.isPresent() && available.isPresent()
        ? OptionalLong.of(capacity.getAsLong() - available.getAsLong())
        : OptionalLong.empty();
  }

  /** The lines of {@code lotus-miner storage list}, without the URL that the miner serves it at. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(storage.id()).append(":\n");
    if (capacity.isPresent()) {
      text.append('\t').append(bar()).append('\n');
    }
    text.append("\tUnsealed: ").append(count(SectorFileType.UNSEALED));
    text.append("; Sealed: ").append(count(SectorFileType.SEALED));
    text.append("; Caches: ").append(count(SectorFileType.CACHE));
    text.append("; Updated: ").append(count(SectorFileType.UPDATE));
    text.append("; Update-caches: ").append(count(SectorFileType.UPDATE_CACHE));
    text.append("; Reserved: 0 B\n\t").append(use()).append('\n');
    addLine(text, "Groups", storage.groups());
    addLine(text, "AllowTo", storage.allowTo());
    addLine(text, "AllowTypes", storage.allowTypes());
    addLine(text, "DenyTypes", storage.denyTypes());
    addLine(text, "AllowMiners", storage.allowMiners());
    addLine(text, "DenyMiners", storage.denyMiners());
    problem.ifPresent(told -> text.append("\tProblem: ").append(told.getMessage()).append('\n'));
    return text.append("\tLocal: ").append(storage.path()).append('\n').toString();
  }

  private String use() {
    if (!storage.canSeal() && !storage.canStore()) {
      return "Use: ReadOnly";
    }
    return "Weight: "
        + storage.weight()
        + "; Use: "
        + (storage.canSeal() ? "Seal " : "")
        + (storage.canStore() ? "Store" : "");
  }

  private static void addLine(StringBuilder text, String name, java.util.List<String> words) {
    if (!words.isEmpty()) {
      text.append('\t').append(name).append(": ").append(String.join(", ", words)).append('\n');
    }
  }

  private String bar() {
    long size = Math.max(1, capacity.orElse(0));
    long used = getUsed().orElse(0);
    int filled = (int) Math.min(BAR, (double) used * BAR / size);
    return "["
        + "#".repeat(filled)
        + " ".repeat(BAR - filled)
        + "] "
        + size(used)
        + "/"
        + size(size)
        + " "
        + (int) ((double) used * 100 / size)
        + "%";
  }

  /** As lotus writes sizes: four significant digits, no zeros behind the point. */
  public static String size(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit + 1 < UNITS.length) {
      value /= 1024;
      unit++;
    }
    return new java.math.BigDecimal(value)
            .round(new java.math.MathContext(4))
            .stripTrailingZeros()
            .toPlainString()
        + " "
        + UNITS[unit];
  }
}
