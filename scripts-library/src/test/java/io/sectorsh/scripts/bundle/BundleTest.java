package io.sectorsh.scripts.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.rows.Rows;
import io.sectorsh.scripts.MigrationOptions.Way;
import io.sectorsh.scripts.RecordedRecords;
import io.sectorsh.scripts.importing.LotusSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
  private static final Address MINER = Address.parse("f01000");
  private static final int DAMAGES = Boolean.getBoolean("long.trials") ? 3000 : 25;

  @TempDir Path directory;
  private Path place;
  private final List<SectorState> states = new ArrayList<>();

  @BeforeEach
  void read() {
    place = directory.resolve("bundle");
    for (String store : List.of("online", "offline")) {
      for (JsonNode json : RecordedRecords.json("/recorded/damocles/" + store + ".json")) {
        states.add(
            SectorState.fromJson(json)
                .foundIn(store.equals("online") ? SectorStore.ONLINE : SectorStore.OFFLINE));
      }
    }
  }

  private BundleReport export(Way way, Optional<SectorNumbers> numbers) {
    return new ExportBundle(
            Optional.of(new Recorded()), Optional.of(() -> Rows.of(SectorState.class, states)))
        .run(MINER, place, numbers, way);
  }

  private void export() {
    export(Way.APPLY, Optional.empty());
  }

  @Test
  void everyMemberOfBothSystemsComesBack() {
    export();
    Bundle bundle = Bundle.open(place);
    List<SectorInfo> records = bundle.records().toList();
    List<SectorInfo> recorded = RecordedRecords.ofLotus();
    assertEquals(recorded.size(), records.size());
    for (int at = 0; at < records.size(); at++) {
      assertArrayEquals(recorded.get(at).encode(), records.get(at).encode());
    }
    List<SectorState> ofMiner =
        states.stream().filter(state -> state.getMiner() == MINER.getActorId()).toList();
    assertEquals(ofMiner, bundle.states().toList(), "with their stores");
    assertEquals(4321, bundle.getHighestNumber());
  }

  @Test
  void bundleIsWholeOrNotThere() throws IOException {
    Files.createDirectories(directory.resolve("bundle.part"));
    Files.writeString(directory.resolve("bundle.part/sectors.jsonl"), "left by a killed run");
    export();
    assertFalse(Files.exists(directory.resolve("bundle.part")));
    OperatorException there = assertThrows(OperatorException.class, this::export);
    assertEquals(ErrorCode.CONFLICT, there.code());
    export(Way.ROLLBACK, Optional.empty());
    assertFalse(Files.exists(place));
  }

  @Test
  void previewWritesNothingAndNumbersChoose() {
    BundleReport report = export(Way.PLAN, Optional.of(SectorNumbers.parse("2-3")));
    assertEquals(2, report.lotus());
    assertFalse(Files.exists(place));
  }

  @Test
  void lineThatWasChangedIsNamed() throws IOException {
    export();
    Path file = place.resolve("sectors.jsonl");
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(7);
    for (int each = 0; each < DAMAGES; each++) {
      byte[] damaged = whole.clone();
      int at = random.nextInt(whole.length);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      OperatorException failure =
          assertThrows(OperatorException.class, () -> Bundle.open(place).lines().count());
      assertEquals(ErrorCode.DAMAGED, failure.code());
      long line = new String(whole, 0, at, java.nio.charset.StandardCharsets.UTF_8).lines().count();
      String where = failure.where();
      assertTrue(
          where.endsWith(" line " + line) || where.endsWith(" line " + (line + 1)),
          where + " for a byte of line " + line);
    }
  }

  @Test
  void linesThatAreMissingOrExchangedAreFound() throws IOException {
    export();
    Path file = place.resolve("sectors.jsonl");
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.subList(0, 5));
    assertTrue(damage().contains("ends after 5 of " + lines.size()), damage());
    List<String> exchanged = new ArrayList<>(lines);
    exchanged.set(0, lines.get(1));
    exchanged.set(1, lines.get(0));
    Files.write(file, exchanged);
    assertTrue(damage().contains("exchanged"), damage());
  }

  private String damage() {
    return assertThrows(OperatorException.class, () -> Bundle.open(place).lines().count()).what();
  }

  @Test
  void directoryWithoutABundleIsNamed() {
    OperatorException failure = assertThrows(OperatorException.class, () -> Bundle.open(directory));
    assertEquals(ErrorCode.NOT_FOUND, failure.code());
  }

  /** The recorded miner. */
  private static final class Recorded implements LotusSource {
    @Override
    public Rows<Found> sectors() {
      return Rows.of(SectorInfo.class, RecordedRecords.ofLotus())
          .map(record -> new Found(record.getSectorNumber(), Optional.of(record), ""));
    }

    @Override
    public Optional<Address> miner() {
      return Optional.of(MINER);
    }

    @Override
    public OptionalLong highestNumber() {
      return OptionalLong.of(4321);
    }

    @Override
    public List<Path> storagePaths() {
      return List.of();
    }

    @Override
    public String describe() {
      return "recorded";
    }
  }
}
