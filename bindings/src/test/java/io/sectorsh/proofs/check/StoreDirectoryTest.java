package io.sectorsh.proofs.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreDirectoryTest {
  @TempDir private Path directory;

  /** Few are asked for one by one, many are listed, and few of very many again one by one. */
  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 200})
  void thoseThatAreThereAreFound(int asked) throws IOException {
    for (int number = 0; number < 2_200; number += 2) {
      Files.createFile(directory.resolve("s-t01000-" + number));
    }
    for (int other = 0; other < 1_000; other++) {
      Files.createFile(directory.resolve("other-" + other));
    }
    Files.createSymbolicLink(directory.resolve("s-t01000-1"), Path.of("nowhere"));
    List<Long> numbers = LongStream.range(0, asked).boxed().toList();
    Set<Long> expected = new TreeSet<>(Set.of(1L));
    LongStream.range(0, asked).filter(number -> number % 2 == 0).forEach(expected::add);
    expected.retainAll(numbers);
    assertEquals(expected, new TreeSet<>(new StoreDirectory(directory, 1000).among(numbers)));
  }

  @Test
  void aDirectoryThatIsMissingHasNone() {
    StoreDirectory missing = new StoreDirectory(directory.resolve("missing"), 1000);
    assertEquals(Set.of(), missing.among(LongStream.range(0, 100).boxed().toList()));
  }
}
