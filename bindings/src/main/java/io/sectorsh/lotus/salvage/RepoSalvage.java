package io.sectorsh.lotus.salvage;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.leveldb.LevelDbSalvage;
import io.sectorsh.leveldb.NewLevelDb;
import io.sectorsh.lotus.record.RepoFailures;
import io.sectorsh.lotus.record.RepoLayout;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.posix.Directories;
import io.sectorsh.posix.Owner;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a new repository from what is left of a damaged one. It is made under another name beside
 * the place where it is to be, and gets its own when it is complete, so there is never half a
 * repository.
 */
public final class RepoSalvage {
  private final Path repo;
  private final Path to;
  private final Path unfinished;
  private final Path recordsFile;

  private RepoSalvage(Path repo, Path to) {
    this.repo = repo;
    this.to = to.toAbsolutePath().normalize();
    String name = String.valueOf(this.to.getFileName());
    this.unfinished = this.to.resolveSibling("." + name + ".sectorsh-unfinished");
    this.recordsFile = this.to.resolveSibling(name + ".salvage.jsonl");
  }

  /**
   * Makes it; see {@code LotusRepo.salvage}.
   *
   * @param guard asked first
   * @param requireNotInUse throws if somebody has the damaged one open
   */
  public static SalvageReport run(
      Path repo, Path to, SalvageSources sources, ChangeGuard guard, Runnable requireNotInUse) {
    guard.requireApply("write what can be salvaged of " + repo + " to " + to);
    requireNotInUse.run();
    RepoSalvage salvage = new RepoSalvage(repo, to);
    salvage.check();
    try {
      return salvage.write(sources);
    } catch (IOException failure) {
      throw RepoFailures.of(salvage.to, failure);
    }
  }

  private void check() {
    try {
      Path damaged = repo.toRealPath();
      Path parent = existing(to).toRealPath();
      if (parent.startsWith(damaged)) {
        throw refused(to, "lies in the damaged repository", "Give a place outside of " + damaged);
      }
      if (Files.exists(to) && (!Files.isDirectory(to) || !isEmpty(to))) {
        throw refused(to, "is there already and not empty", "Give a place where nothing is.");
      }
      if (Files.exists(recordsFile)) {
        throw refused(recordsFile, "is there already", "Move it away or choose another place.");
      }
    } catch (IOException failure) {
      throw RepoFailures.of(to, failure);
    }
  }

  private static Path existing(Path path) {
    Path present = path;
    while (!Files.exists(present) && present.getParent() != null) {
      present = present.getParent();
    }
    return present;
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      return !files.iterator().hasNext();
    }
  }

  private static OperatorException refused(Path where, String what, String next) {
    return new OperatorException(ErrorCode.REFUSED, what, where.toString(), next);
  }

  private SalvageReport write(SalvageSources sources) throws IOException {
    delete(unfinished);
    Path scratch = unfinished.resolveSibling(unfinished.getFileName() + "-sources");
    delete(scratch);
    boolean complete = false;
    try {
      Files.createDirectories(unfinished);
      List<String> notCopied = OtherFilesCopy.copy(repo, unfinished);
      SalvageReport report = writeMetadata(sources, scratch, notCopied);
      Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE);
      Directories.sync(to.resolveSibling("."));
      complete = true;
      return report;
    } finally {
      delete(scratch);
      if (!complete) {
        delete(unfinished);
        Files.deleteIfExists(recordsFile);
      }
    }
  }

  private SalvageReport writeMetadata(SalvageSources sources, Path scratch, List<String> notCopied)
      throws IOException {
    LevelDbSalvage metadata = LevelDbSalvage.open(RepoLayout.metadata(repo));
    Path written = RepoLayout.metadata(unfinished);
    Files.createDirectories(RepoLayout.databases(unfinished));
    SalvageReport report;
    try (SalvageInputs inputs = SalvageInputs.open(repo, metadata, sources, scratch);
        SalvageLines lines = SalvageLines.create(recordsFile);
        NewLevelDb database = NewLevelDb.create(written)) {
      SalvageWriter writer = new SalvageWriter(metadata, database, lines);
      writer.copy(inputs);
      writer.seeFiles(sources.files().union(SalvagedFiles.of(repo)));
      sources.chain().ifPresent(writer::fillFromChain);
      writer.writeNumbers();
      database.finish();
      report = writer.report(repo, to, recordsFile, notCopied);
    }
    give(written);
    return report;
  }

  /** The database belongs to whom the repository belongs to. */
  private void give(Path written) throws IOException {
    Owner owner = Owner.of(repo);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(written)) {
      for (Path file : files) {
        owner.give(file);
      }
    }
    owner.giveDirectory(written);
    owner.give(recordsFile);
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
