package io.sectorsh.lotus.miner;

import io.sectorsh.lotus.record.RecordedSectors;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.lotus.repo.RepoEdit;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long listing a large repository takes, and shows that it streams; by hand:
 *
 * <pre>{@code
 * java -Xmx256m -cp CLASSPATH io.sectorsh.lotus.miner.ManySectors DIRECTORY 100000
 * }</pre>
 */
final class ManySectors {
  private ManySectors() {}

  public static void main(String[] arguments) throws IOException {
    Path path = Path.of(arguments[0]);
    int count = Integer.parseInt(arguments[1]);
    if (Files.notExists(path)) {
      make(path, count);
    }
    LotusRepo repo = LotusRepo.open(path, new ChangeGuard(Mode.APPLY));
    for (int pass = 0; pass < 3; pass++) {
      long start = System.nanoTime();
      long proving =
          repo.getSectors().filter(sector -> sector.getState().equals("Proving")).count();
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      System.out.println(proving + " of " + count + " are Proving, told in " + millis + " ms");
    }
  }

  private static void make(Path path, int count) throws IOException {
    Files.createDirectories(path.resolve("keystore"));
    SectorInfo recorded = RecordedSectors.of("/sectors/10").decode();
    try (RepoEdit edit = RepoEdit.begin(LotusRepo.open(path, new ChangeGuard(Mode.APPLY)))) {
      for (int number = 0; number < count; number++) {
        String state = number % 10 == 0 ? "FailedUnrecoverable" : "Proving";
        edit.putSector(recorded.toBuilder(number).state(state).build());
      }
      edit.setNextid(count - 1);
      edit.commit();
    }
  }
}
