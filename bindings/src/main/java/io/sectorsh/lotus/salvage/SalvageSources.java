package io.sectorsh.lotus.salvage;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.record.RepoLayout;
import io.sectorsh.profile.HomePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a salvage may look besides the damaged repository itself, whose kvlog and storage paths are
 * always looked at. Immutable.
 */
public final class SalvageSources {
  /** Nothing else. */
  public static final SalvageSources NONE =
      new SalvageSources(List.of(), List.of(), Optional.empty(), SectorNumbers.EMPTY);

  private final List<Path> backups;
  private final List<Path> copies;
  private final Optional<ChainSectors> chain;
  private final SectorNumbers files;

  private SalvageSources(
      List<Path> backups, List<Path> copies, Optional<ChainSectors> chain, SectorNumbers files) {
    this.backups = List.copyOf(backups);
    this.copies = List.copyOf(copies);
    this.chain = chain;
    this.files = files;
  }

  /** And a file of {@code lotus-miner backup}, or a kvlog file from elsewhere. */
  public SalvageSources withBackup(Path file) {
    return new SalvageSources(appended(backups, file), copies, chain, files);
  }

  /** And another copy of the repository or of its metadata directory, whole or damaged. */
  public SalvageSources withCopy(Path directory) {
    Path metadata = RepoLayout.metadata(directory);
    Path copy = Files.isDirectory(metadata) ? metadata : directory;
    return new SalvageSources(backups, appended(copies, copy), chain, files);
  }

  /** And the chain. */
  public SalvageSources withChain(ChainSectors sectors) {
    return new SalvageSources(backups, copies, Optional.of(sectors), files);
  }

  /** And numbers of which there are sector files somewhere. */
  public SalvageSources withFiles(SectorNumbers numbers) {
    return new SalvageSources(backups, copies, chain, files.union(numbers));
  }

  /**
   * As a script names them: {@code backup} and {@code copy} (a path or a list of paths), {@code
   * chain} (a {@link LotusNode} or {@link ChainSectors}) and {@code files} ({@link SectorNumbers}).
   */
  public static SalvageSources of(Map<String, ?> options) {
    SalvageSources sources = NONE;
    for (Map.Entry<String, ?> option : options.entrySet()) {
      Object value = option.getValue();
      sources =
          switch (option.getKey()) {
            case "to" -> sources;
            case "backup" -> sources.withPaths(value, true);
            case "copy" -> sources.withPaths(value, false);
            case "chain" -> sources.withChain(chain(value));
            case "files" -> sources.withFiles(numbers(value));
            default -> throw unknown(option.getKey(), "no such option");
          };
    }
    return sources;
  }

  private SalvageSources withPaths(Object value, boolean isBackup) {
    SalvageSources sources = this;
    Collection<?> paths = value instanceof Collection<?> many ? many : List.of(value);
    for (Object path : paths) {
      Path one = path(path);
      sources = isBackup ? sources.withBackup(one) : sources.withCopy(one);
    }
    return sources;
  }

  /** Where the new repository is to be. */
  public static Path target(Map<String, ?> options) {
    Object to = options.get("to");
    if (to == null) {
      throw unknown("to", "is missing");
    }
    return path(to);
  }

  private static Path path(Object value) {
    return value instanceof Path path
        ? path
        : HomePath.ofUser().read(String.valueOf(value), "lotus.repo.salvage");
  }

  private static ChainSectors chain(Object value) {
    if (value instanceof ChainSectors sectors) {
      return sectors;
    }
    if (value instanceof LotusNode node) {
      return ChainSectors.of(node);
    }
    throw unknown("chain", "is no chain node");
  }

  private static SectorNumbers numbers(Object value) {
    if (value instanceof SectorNumbers numbers) {
      return numbers;
    }
    throw unknown("files", "is no set of sector numbers");
  }

  private static OperatorException unknown(String option, String what) {
    return new OperatorException(
        ErrorCode.BAD_VALUE,
        what,
        option,
        "Options are to, backup, copy, chain and files:"
            + " lotus.repo.salvage(to: '/new/repo', backup: '/a/file', chain: lotus.node)");
  }

  List<Path> backups() {
    return backups;
  }

  List<Path> copies() {
    return copies;
  }

  Optional<ChainSectors> chain() {
    return chain;
  }

  SectorNumbers files() {
    return files;
  }

  private static List<Path> appended(List<Path> paths, Path path) {
    List<Path> more = new ArrayList<>(paths);
    more.add(path);
    return more;
  }
}
