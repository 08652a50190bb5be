package io.sectorsh.lotus.repo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.SectorRange;
import io.sectorsh.leveldb.LevelDbEntry;
import io.sectorsh.lotus.record.LotusKeys;
import io.sectorsh.lotus.record.RecordedSectors;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.record.SectorState;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.rows.RowCursor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Edits a repository that goleveldb made, and writes what goleveldb and lotus' number assigner must
 * find in it; run by {@code src/interop/goleveldb/check.sh}.
 */
final class InteropRepo {
  private final Random random;
  private final LotusRepo repo;
  private final Map<String, String> expected = new TreeMap<>();

  private InteropRepo(LotusRepo repo, long seed) {
    this.repo = repo;
    this.random = new Random(seed);
  }

  /** Arguments: the repository to make, a directory for the expectations, how many edits, seed. */
  public static void main(String[] arguments) throws IOException {
    Path path = Path.of(arguments[0]);
    Path into = Path.of(arguments[1]);
    copyRecorded(path.resolve("datastore").resolve("metadata"));
    InteropRepo interop =
        new InteropRepo(
            LotusRepo.open(path, new ChangeGuard(Mode.APPLY)), Long.parseLong(arguments[3]));
    interop.remember();
    for (int edit = 0; edit < Integer.parseInt(arguments[2]); edit++) {
      interop.repo.edit(interop::change);
    }
    interop.expectNumbers();
    List<String> lines = new ArrayList<>();
    interop.expected.forEach((key, value) -> lines.add(hex(key.getBytes(UTF_8)) + " " + value));
    Files.write(into.resolve("expected"), lines);
    interop.listNumbers(into);
    interop.predict(into);
  }

  private static void copyRecorded(Path metadata) throws IOException {
    Files.createDirectories(metadata);
    Path source;
    try {
      source = Path.of(InteropRepo.class.getResource("/io/sectorsh/leveldb/exported").toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(source)) {
      for (Path file : files) {
        Files.copy(file, metadata.resolve(file.getFileName()));
      }
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private void remember() {
    try (RepoSnapshot snapshot = repo.snapshot();
        RowCursor<LevelDbEntry> entries = snapshot.getDatabase().scan(new byte[0])) {
      while (entries.hasNext()) {
        LevelDbEntry entry = entries.next();
        expected.put(entry.getKeyText(), hex(entry.getValue()));
      }
    }
  }

  private void change(RepoEdit edit) {
    for (int i = 0; i < 20; i++) {
      long number = random.nextInt(400);
      if (random.nextInt(4) > 0) {
        put(edit, number);
      } else if (edit.findSector(number).isPresent()) {
        edit.removeSector(number);
        expected.remove(LotusKeys.SECTORS + number);
      }
    }
    edit.addAllocated(numbers());
    String name = "r" + random.nextInt(6);
    try {
      edit.reserve(name, numbers());
    } catch (OperatorException taken) {
      edit.replaceReservation(name, numbers());
    }
    if (random.nextInt(3) == 0) {
      edit.freeReservation(name);
    }
  }

  private void put(RepoEdit edit, long number) {
    SectorState[] states = SectorState.values();
    String state = states[random.nextInt(states.length)].word();
    SectorInfo recorded = RecordedSectors.of("/sectors/12").decode();
    if (edit.findSector(number).isPresent()) {
      edit.updateSector(number, old -> old.toBuilder().state(state).build());
    } else {
      edit.putSector(recorded.toBuilder(number).state(state).build());
    }
    byte[] written = edit.findSector(number).orElseThrow().encode();
    expected.put(LotusKeys.SECTORS + number, hex(written));
  }

  /** Some short ranges. */
  private SectorNumbers numbers() {
    List<SectorRange> ranges = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      long first = random.nextInt(600);
      ranges.add(new SectorRange(first, first + random.nextInt(30)));
    }
    return SectorNumbers.ofRanges(ranges);
  }

  /** The keys of the number assigner, whose content {@link #predict} has lotus' rule judge. */
  private void expectNumbers() {
    expected.keySet().removeIf(key -> key.startsWith("/storage/"));
    try (RepoSnapshot snapshot = repo.snapshot();
        RowCursor<LevelDbEntry> entries =
            snapshot.getDatabase().scan(LotusKeys.bytes(LotusKeys.NUMBERS))) {
      while (entries.hasNext()) {
        LevelDbEntry entry = entries.next();
        expected.put(entry.getKeyText(), hex(entry.getValue()));
      }
    }
  }

  /**
   * The numbers under each key of the number assigner, for lotus' libraries to write themselves.
   */
  private void listNumbers(Path into) throws IOException {
    List<String> lines = new ArrayList<>();
    repo.getNextid().ifPresent(last -> lines.add("/storage/nextid " + last));
    repo.getAllocated().ifPresent(all -> lines.add("/storage/sectorsids/allocated " + all));
    repo.getReservations()
        .forEach((name, held) -> lines.add("/storage/sectorsids/reserved/" + name + " " + held));
    lines.add("/storage/sectorsids/reserved " + repo.getReserved());
    Files.write(into.resolve("numbers"), lines);
  }

  /** What the chain has seen, a line each, and the number that we say comes next. */
  private void predict(Path into) throws IOException {
    List<String> chains = new ArrayList<>();
    List<String> next = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      SectorNumbers chain = i == 0 ? SectorNumbers.EMPTY : numbers().union(numbers());
      if (i % 2 == 1) {
        chain = chain.union(SectorNumbers.range(0, random.nextInt(700)));
      }
      chains.add(chain.toString());
      next.add(Long.toString(repo.nextNumber(chain)));
    }
    Files.write(into.resolve("chains"), chains);
    Files.write(into.resolve("next"), next);
  }
}
