package io.sectorsh.lotus.repo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sectorsh.leveldb.LevelDbEntry;
import io.sectorsh.lotus.record.LotusKeys;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.posix.SiblingDirectory;
import io.sectorsh.rows.RowCursor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads and backs up a repository while goleveldb writes to it as lotus-miner does; run by {@code
 * src/interop/goleveldb/check.sh}. Each round of the writer sets the counter and all sectors at
 * once, so that a mixture of two moments shows.
 */
final class InteropLive {
  private static final int SECTORS = 50;

  private InteropLive() {}

  /** Arguments: the repository to make, the compiled Go program, how many rounds it writes. */
  public static void main(String[] arguments) throws Exception {
    Path path = Path.of(arguments[0]);
    Files.createDirectories(path.resolve("keystore"));
    LotusRepo repo = LotusRepo.open(path, new ChangeGuard(Mode.APPLY));
    Files.createDirectories(repo.getMetadataPath());
    Process writer =
        new ProcessBuilder(arguments[1], "write", repo.getMetadataPath().toString(), arguments[2])
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (!"begin".equals(writer.inputReader().readLine())) {
      throw new IOException("the writer did not begin");
    }
    long snapshots = 0;
    long backups = 0;
    long last = 0;
    while (writer.isAlive()) {
      last = check(repo, last);
      snapshots++;
      if (snapshots % 10 == 0) {
        checkBackup(repo, arguments[1], last);
        backups++;
      }
    }
    if (writer.exitValue() != 0 || snapshots < 20) {
      throw new IllegalStateException("writer: " + writer.exitValue() + ", " + snapshots);
    }
    System.out.println(
        snapshots
            + " snapshots and "
            + backups
            + " backups of a repository in use, each of one moment; last round "
            + last);
  }

  /** Returns the round that the snapshot is of. */
  private static long check(LotusRepo repo, long atLeast) {
    try (RepoSnapshot snapshot = repo.snapshot()) {
      long round = snapshot.getNextid().orElseThrow();
      String value = ("round " + round + " ").repeat(300);
      long same = 0;
      try (RowCursor<LevelDbEntry> sectors =
          snapshot.getDatabase().scan(LotusKeys.bytes(LotusKeys.SECTORS))) {
        while (sectors.hasNext()) {
          same += new String(sectors.next().getValue(), UTF_8).equals(value) ? 1 : 0;
        }
      }
      if (same != SECTORS || round < atLeast) {
        throw new IllegalStateException(same + " sectors of round " + round + " in " + snapshot);
      }
      return round;
    }
  }

  private static void checkBackup(LotusRepo repo, String program, long atLeast) throws Exception {
    Path to = repo.getPath().resolveSibling("backup");
    RepoBackup backup = repo.backup(to);
    LotusRepo copy = LotusRepo.open(backup.path(), new ChangeGuard(Mode.APPLY));
    check(copy, atLeast);
    Process strict =
        new ProcessBuilder(program, copy.getMetadataPath().toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (strict.waitFor() != 0) {
      throw new IllegalStateException("goleveldb refuses the backup " + backup);
    }
    SiblingDirectory.deleteTree(to);
  }
}
