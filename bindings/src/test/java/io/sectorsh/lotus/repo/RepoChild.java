package io.sectorsh.lotus.repo;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.record.RecordedSectors;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A second process that changes a repository as a whole, or makes and restores a backup of it; to
 * be killed.
 *
 * <p>Version n of a repository: {@link #SECTORS} records with n as count of failed proofs, n as
 * nextid, all numbers to 1000 + n allocated, a reservation {@code version} of number 10000 + n, and
 * n in config.toml.
 */
final class RepoChild {
  static final int SECTORS = 300;

  private RepoChild() {}

  public static void main(String[] arguments) throws IOException {
    Path parent = Path.of(arguments[1]);
    int version = Integer.parseInt(arguments[2]);
    System.out.println("begin");
    switch (arguments[0]) {
      case "edit" -> write(parent.resolve("miner"), version);
      case "backup" ->
          LotusRepo.open(parent.resolve("miner"), new ChangeGuard(Mode.APPLY))
              .backup(parent.resolve("backup-" + version));
      case "restore" ->
          LotusRepo.restore(
              LotusRepo.open(parent.resolve("other"), new ChangeGuard(Mode.APPLY)),
              parent.resolve("miner"),
              new ChangeGuard(Mode.APPLY));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    System.out.println("done");
  }

  static void write(Path path, int version) {
    write(LotusRepo.open(path, new ChangeGuard(Mode.APPLY)), version);
  }

  static void write(LotusRepo repo, int version) {
    SectorInfo recorded = RecordedSectors.of("/sectors/12").decode();
    repo.edit(
        edit -> {
          for (int number = 0; number < SECTORS; number++) {
            edit.putSector(recorded.toBuilder(number).invalidProofs(version).build());
          }
          edit.setAllocated(SectorNumbers.range(0, 1000 + version));
          edit.setNextid(version);
          edit.replaceReservation("version", SectorNumbers.of(10_000 + version));
        });
  }

  /** The version, after all of it was compared. */
  static int wholeVersion(Path path) {
    try (RepoSnapshot snapshot = LotusRepo.open(path, new ChangeGuard(Mode.APPLY)).snapshot()) {
      int version = (int) snapshot.getNextid().orElseThrow();
      long same =
          snapshot.getSectors().filter(sector -> sector.getInvalidProofs() == version).count();
      boolean whole =
          same == SECTORS
              && snapshot.getSectors().count() == SECTORS
              && snapshot.getNextNumber() == 1001 + version
              && snapshot.getReserved().equals(SectorNumbers.of(10_000 + version))
              && snapshot.getReservations().get("version").equals(snapshot.getReserved());
      if (!whole) {
        throw new IllegalStateException(path + " is torn: " + snapshot.getReservations());
      }
      return version;
    }
  }

  static Process start(String task, Path parent, int version) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                RepoChild.class.getName(),
                task,
                parent.toString(),
                Integer.toString(version)));
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    if (!"begin".equals(child.inputReader().readLine())) {
      child.destroyForcibly();
      throw new IOException("the child did not begin");
    }
    return child;
  }

  static void createEmpty(Path path) throws IOException {
    Files.createDirectories(path.resolve("keystore"));
  }
}
