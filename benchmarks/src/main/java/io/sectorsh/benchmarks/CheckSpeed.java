package io.sectorsh.benchmarks;

import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.Commitment;
import io.sectorsh.proofs.check.CheckRun;
import io.sectorsh.proofs.check.SectorTask;
import io.sectorsh.proofs.check.SectorTask.Depth;
import io.sectorsh.replica.DataFile;
import io.sectorsh.replica.FastHashes;
import io.sectorsh.replica.FileReads;
import io.sectorsh.replica.GroupHash;
import io.sectorsh.replica.PersistentAux;
import io.sectorsh.replica.PoStChallenges;
import io.sectorsh.replica.ReadWatch;
import io.sectorsh.replica.ReplicaCheck;
import io.sectorsh.replica.ReplicaFiles;
import io.sectorsh.replica.ReplicaScrub;
import io.sectorsh.replica.SectorCheck;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Checks of sector files, for {@code benchmarks/checks.sh}: one figure in each run. */
public final class CheckSpeed {
  private static final long GIB = 1L << 30;
  private static final int PARTITION = 2349;
  private static final int WARM = 400;
  private static final int MEASURED = 100;
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  private CheckSpeed() {}

  /** What to measure, and a directory to work in; for "cold" also the CommR of what is in it. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "make" -> System.out.println(new ShapedReplica(directory, 32 * GIB).commR);
      case "cold" -> cold(directory, Commitment.ofCid(Cid.parse(arguments[2])));
      case "sector" -> sector(directory);
      case "aux" -> partition(directory, Depth.AUX);
      case "partition" -> partition(directory, Depth.CHALLENGES);
      case "scrub" -> scrub(directory);
      case "commP" -> commP(directory);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /** Ten challenges of one sector in a process that has done nothing yet. */
  private static void cold(Path directory, Commitment commR) {
    ReplicaFiles files =
        new ReplicaFiles(directory.resolve("sealed"), directory.resolve("cache"), 32 * GIB);
    long[] nodes = PoStChallenges.window(randomness(0), 0, 32 * GIB);
    long start = System.nanoTime();
    SectorCheck check =
        ReplicaCheck.inspect(0, files, commR, new ReadWatch(), GroupHash.scalar(), nodes);
    System.out.printf(
        "ten challenges of 32 GiB, cold: %s, %.0f ms%n",
        check.outcome(), (System.nanoTime() - start) / 1e6);
  }

  /** Ten challenges of one sector, on one thread, when the compiler is done. */
  private static void sector(Path directory) throws IOException {
    ShapedReplica replica = new ShapedReplica(directory, 32 * GIB);
    for (int i = 0; i < WARM; i++) {
      check(replica, i);
    }
    long cpu = processorTime();
    long start = System.nanoTime();
    int reads = 0;
    for (int i = 0; i < MEASURED; i++) {
      reads += check(replica, i).reads().stream().mapToInt(FileReads::reads).sum();
    }
    System.out.printf(
        "ten challenges of 32 GiB: %.1f ms of processor, %.1f ms, %.1f reads%n",
        (processorTime() - cpu) / 1e6 / MEASURED,
        (System.nanoTime() - start) / 1e6 / MEASURED,
        (double) reads / MEASURED);
  }

  private static SectorCheck check(ShapedReplica replica, int seed) {
    long[] nodes = PoStChallenges.window(randomness(seed), seed, 32 * GIB);
    SectorCheck check =
        ReplicaCheck.inspect(
            seed, replica.files, replica.commR, new ReadWatch(), GroupHash.scalar(), nodes);
    if (!check.isSound()) {
      throw new IllegalStateException(check.toString());
    }
    return check;
  }

  private static byte[] randomness(int seed) {
    byte[] randomness = new byte[32];
    new Random(seed).nextBytes(randomness);
    return randomness;
  }

  /** All sectors of a partition share the large files; each has a cache of its own. */
  private static void partition(Path directory, Depth depth) throws IOException {
    ShapedReplica replica = new ShapedReplica(directory, 32 * GIB);
    byte[] aux = Files.readAllBytes(replica.files.cache().resolve(PersistentAux.FILE_NAME));
    List<SectorTask> tasks = new ArrayList<>();
    for (int number = 0; number < PARTITION; number++) {
      Path cache = Files.createDirectories(directory.resolve("sectors/" + number));
      Files.write(cache.resolve(PersistentAux.FILE_NAME), aux);
      ReplicaFiles files =
          depth == Depth.AUX
              ? new ReplicaFiles(replica.files.sealed(), cache, 32 * GIB)
              : replica.files;
      long[] nodes = PoStChallenges.window(randomness(0), number, 32 * GIB);
      tasks.add(
          new SectorTask(
              number,
              number % 8,
              files,
              Optional.of(replica.commR),
              depth,
              nodes,
              Optional.empty()));
    }
    long cpu = processorTime();
    long start = System.nanoTime();
    long bytes = depth == Depth.AUX ? 0 : (long) PARTITION * PoStChallenges.WINDOW << 14;
    try (FastHashes hashes = FastHashes.forBytes(bytes);
        CheckRun run =
            new CheckRun(
                tasks.iterator(),
                hashes.shared(),
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                Duration.ZERO)) {
      int good = 0;
      while (run.hasNext()) {
        good += run.next().isSound() ? 1 : 0;
      }
      System.out.printf(
          "%s of %d good sectors: %.2f s, %.2f s of processor%n",
          depth == Depth.AUX ? "p_aux" : "challenges",
          good,
          (System.nanoTime() - start) / 1e9,
          (processorTime() - cpu) / 1e9);
    }
  }

  /** A sector of 512 MiB whole. */
  private static void scrub(Path directory) throws IOException {
    ShapedReplica replica = new ShapedReplica(directory, GIB / 2);
    long cpu = processorTime();
    long start = System.nanoTime();
    try (FastHashes hashes = FastHashes.forBytes(GIB / 2);
        ReplicaScrub scrub = new ReplicaScrub(replica.files, replica.commR, hashes, THREADS)) {
      while (scrub.hasNext()) {
        if (!scrub.next().findings().isEmpty()) {
          throw new IllegalStateException("a good sector is none");
        }
      }
      report("scrub", GIB / 2, start, cpu);
    }
  }

  private static void commP(Path directory) throws IOException {
    Path file = directory.resolve("data");
    try (RandomAccessFile data = new RandomAccessFile(file.toFile(), "rw")) {
      data.setLength(4 * GIB);
    }
    long cpu = processorTime();
    long start = System.nanoTime();
    new DataFile(file, THREADS).piece();
    report("commP", 4 * GIB, start, cpu);
  }

  private static void report(String what, long bytes, long start, long cpu) {
    double seconds = (System.nanoTime() - start) / 1e9;
    double processor = (processorTime() - cpu) / 1e9;
    System.out.printf(
        "%s: %.3f GiB/s, %.3f GiB for each second of processor%n",
        what, bytes / (double) GIB / seconds, bytes / (double) GIB / processor);
  }

  /** Of this process and of those that hash for it, while they are there. */
  private static long processorTime() {
    long own =
        ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime();
    return own
        + ProcessHandle.current()
            .children()
            .flatMap(child -> child.info().totalCpuDuration().stream())
            .mapToLong(Duration::toNanos)
            .sum();
  }
}
