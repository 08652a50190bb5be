package io.sectorsh.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sectorsh.filecoin.Trials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random data in one, two, eight and sixteen trees, with and without rows between. */
class SmallSectorTest {
  @TempDir Path directory;

  static Stream<TreeGeometry> geometries() {
    Stream<TreeGeometry> real =
        LongStream.of(2 << 10, 16 << 10, 32 << 10).mapToObj(TreeGeometry::ofSectorBytes);
    return Stream.concat(
        real, Stream.of(new TreeGeometry(256 << 10, 2, 5, 2), new TreeGeometry(1 << 20, 1, 6, 2)));
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void everyChangedByteUnderAChallengeIsPinned(TreeGeometry geometry) throws IOException {
    RandomReplica replica = new RandomReplica(directory, geometry, 3);
    Random random = new Random(geometry.sectorBytes());
    long segment = 1L << (3 * (geometry.discarded() + 1));
    long[] leaves =
        LongStream.iterate(0, at -> at < geometry.sectorBytes() / 32, at -> at + segment).toArray();
    SectorCheck whole = ReplicaCheck.inspect(1, replica.files, geometry, replica.commR, leaves);
    assertEquals(List.of(), whole.findings());
    for (int trial = 0; trial < Trials.of(10); trial++) {
      long challenge = random.nextLong(geometry.sectorBytes() / 32);
      Corruption.under(challenge, replica.files, geometry, random)
          .assertPinned(
              () -> ReplicaCheck.inspect(1, replica.files, geometry, replica.commR, challenge));
    }
  }
}
