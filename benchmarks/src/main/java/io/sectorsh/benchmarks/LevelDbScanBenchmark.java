package io.sectorsh.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sectorsh.leveldb.LevelDbEntry;
import io.sectorsh.leveldb.LevelDbSnapshot;
import io.sectorsh.leveldb.StagedLevelDb;
import io.sectorsh.rows.RowCursor;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.fusesource.leveldbjni.JniDBFactory;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.DBIterator;
import org.iq80.leveldb.Options;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading every record of a directory of 20,000 (1.5 kB each), beside leveldbjni. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LevelDbScanBenchmark {
  private static final int RECORDS = 20_000;

  private Path directory = Path.of("");
  private Path copyForLeveldbjni = Path.of("");

  /** Writes the directory. */
  @Setup
  public void prepare() throws IOException {
    directory = Files.createTempDirectory("leveldb-benchmark").resolve("db");
    Random random = new Random(1);
    try (StagedLevelDb database = StagedLevelDb.begin(directory)) {
      for (int record = 0; record < RECORDS; record++) {
        byte[] value = new byte[1500];
        random.nextBytes(value);
        database.put(("/sectors/" + record).getBytes(UTF_8), value);
      }
      database.commit();
    }
    copyForLeveldbjni = Files.createDirectory(directory.resolveSibling("copy"));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        // leveldbjni knows tables by the older name only.
        String name = file.getFileName().toString().replace(".ldb", ".sst");
        Files.copy(file, copyForLeveldbjni.resolve(name));
      }
    }
  }

  /** Ours: no lock, nothing written, every checksum verified. */
  @Benchmark
  public long snapshot() {
    long bytes = 0;
    try (LevelDbSnapshot database = LevelDbSnapshot.open(directory);
        RowCursor<LevelDbEntry> entries = database.scan(new byte[0])) {
      while (entries.hasNext()) {
        bytes += entries.next().getValue().length;
      }
    }
    return bytes;
  }

  /** The comparison: takes the lock, rewrites the log at each open. */
  @Benchmark
  public long leveldbjni() throws IOException {
    long bytes = 0;
    try (DB database = JniDBFactory.factory.open(copyForLeveldbjni.toFile(), new Options());
        DBIterator entries = database.iterator()) {
      for (entries.seekToFirst(); entries.hasNext(); ) {
        bytes += entries.next().getValue().length;
      }
    }
    return bytes;
  }
}
