package io.sectorsh.leveldb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flips and cuts at random places: either what was written, or a plain word on where it hurts. */
class DamageTest {
  private static final int TRIALS = Boolean.getBoolean("long.trials") ? 20_000 : 300;

  @TempDir Path directory;

  @Test
  void flippedBitsInWhatGoleveldbWroteAreNeverTakenForContent() throws IOException {
    Contents.copyRecorded("exported", directory);
    flipAndRead(11);
  }

  @Test
  void flippedBitsInManyTablesAreNeverTakenForContent() throws IOException {
    new WrittenDatabase(5).write(directory, 6000);
    flipAndRead(12);
  }

  private void flipAndRead(long seed) throws IOException {
    SortedMap<String, String> whole = Contents.of(directory);
    Random random = new Random(seed);
    List<Path> files = files();
    for (int trial = 0; trial < TRIALS; trial++) {
      Path file = files.get(random.nextInt(files.size()));
      byte[] sound = Files.readAllBytes(file);
      byte[] damaged = sound.clone();
      for (int flips = random.nextInt(3); flips >= 0; flips--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file, damaged);
      Optional<SortedMap<String, String>> read = readOrTold(file);
      assertTrue(read.isEmpty() || read.get().equals(whole), "trial " + trial + " " + file);
      findOrTold(whole, random);
      Files.write(file, sound);
    }
  }

  /** Single keys, many from one moment. */
  private void findOrTold(SortedMap<String, String> whole, Random random) {
    List<String> keys = List.copyOf(whole.keySet());
    try (LevelDbSnapshot snapshot = LevelDbSnapshot.open(directory)) {
      for (int find = 0; find < 20; find++) {
        String key = keys.get(random.nextInt(keys.size())) + (find % 4 == 0 ? "0" : "");
        Optional<String> found =
            snapshot.get(key.getBytes(ISO_8859_1)).map(v -> new String(v, ISO_8859_1));
        assertEquals(Optional.ofNullable(whole.get(key)), found, key);
      }
    } catch (OperatorException told) {
      assertEquals(ErrorCode.DAMAGED, told.code(), told::getMessage);
    }
  }

  @Test
  void aCutTableIsTold() throws IOException {
    Contents.copyRecorded("exported", directory);
    Random random = new Random(13);
    Path table = directory.resolve("000002.ldb");
    byte[] sound = Files.readAllBytes(table);
    for (int trial = 0; trial < TRIALS / 10; trial++) {
      Files.write(table, Arrays.copyOf(sound, random.nextInt(sound.length)));
      assertEquals(Optional.empty(), readOrTold(table));
    }
  }

  @Test
  void aCutLogHoldsExactlyWhatWasThereAtAnEarlierMoment() throws IOException {
    Set<SortedMap<String, String>> history = new WrittenDatabase(6).history(directory, 300);
    Path log = files().stream().filter(file -> file.toString().endsWith(".log")).findAny().get();
    byte[] sound = Files.readAllBytes(log);
    Random random = new Random(14);
    for (int trial = 0; trial < TRIALS / 3; trial++) {
      Files.write(log, Arrays.copyOf(sound, random.nextInt(sound.length)));
      readOrTold(log).ifPresent(read -> assertTrue(history.contains(read)));
    }
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      all.forEach(files::add);
    }
    files.removeIf(file -> !file.getFileName().toString().matches("CURRENT|MANIFEST.*|\\d+\\..*"));
    files.removeIf(file -> file.toFile().length() == 0);
    files.sort(null);
    return files;
  }

  private Optional<SortedMap<String, String>> readOrTold(Path damaged) {
    try {
      return Optional.of(Contents.of(directory));
    } catch (OperatorException told) {
      assertEquals(ErrorCode.DAMAGED, told.code(), told::getMessage);
      String text = told.getMessage();
      boolean namesFile = text.contains(damaged.getFileName().toString());
      boolean namesMissing = text.contains("a file is missing") && text.contains("MANIFEST");
      assertTrue(namesFile || namesMissing, text);
      return Optional.empty();
    }
  }
}
