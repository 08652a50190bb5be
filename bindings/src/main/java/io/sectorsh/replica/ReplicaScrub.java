package io.sectorsh.replica;

import io.sectorsh.filecoin.Commitment;
import io.sectorsh.replica.ReplicaFinding.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads the whole of a replica: every piece of the sealed file and all rows of its trees against
 * each other, p_aux and CommR. One pass, a step every quarter of a second; reads only.
 *
 * <p>First everything is hashed at full speed, to see where something does not fit; there {@link
 * ReplicaCheck} then tells which file is wrong. Memory: one tree file, and two pieces of 1 MiB a
 * thread.
 */
public final class ReplicaScrub implements Iterator<ScrubStep>, AutoCloseable {
  private static final Duration STEP = Duration.ofMillis(250);

  /** Places that are looked at more closely; where more are wrong, the disk has to be replaced. */
  private static final int MOST_PLACES = 1024;

  private static final int PLACES_AT_ONCE = 64;

  private final ReplicaFiles files;
  private final TreeGeometry geometry;
  private final Commitment commR;
  private final ThreadLocal<GroupHash> hashes;
  private final int threads;
  private final long start = System.nanoTime();
  private final Set<ReplicaFinding> findings = new LinkedHashSet<>();
  private final List<Long> places = new ArrayList<>();
  private List<FileChannel> open = List.of();
  private OrderedWork<TreeScan.Piece> work =
      new OrderedWork<>(List.<Callable<TreeScan.Piece>>of().iterator(), 1);
  private long done;
  private long suspicious;
  private boolean begun;
  private boolean finished;

  /**
   * A pass that has not begun.
   *
   * @param hashes makes one for each thread
   * @param threads how many hash at a time
   * @throws IllegalArgumentException when no sector has that size
   */
  public ReplicaScrub(
      ReplicaFiles files, Commitment commR, Supplier<? extends GroupHash> hashes, int threads) {
    this(files, TreeGeometry.ofSectorBytes(files.sectorBytes()), commR, hashes, threads);
  }

  ReplicaScrub(
      ReplicaFiles files,
      TreeGeometry geometry,
      Commitment commR,
      Supplier<? extends GroupHash> hashes,
      int threads) {
    this.files = files;
    this.geometry = geometry;
    this.commR = commR;
    this.hashes = ThreadLocal.withInitial(hashes);
    this.threads = threads;
  }

  @Override
  public boolean hasNext() {
    return !finished;
  }

  /** Works until the next step. */
  @Override
  public ScrubStep next() {
    if (finished) {
      throw new NoSuchElementException();
    }
    try {
      if (!begun) {
        begun = true;
        begin();
      }
      long from = System.nanoTime();
      while (work.hasNext()) {
        take(work.next());
        if (System.nanoTime() - from > STEP.toNanos()) {
          return step();
        }
      }
      end();
      return step();
    } catch (IOException failed) {
      findings.add(unreadable(files.sealed(), failed));
      finish();
      return step();
    } catch (RuntimeException failed) {
      finish();
      if (failed.getCause() instanceof IOException lost) {
        findings.add(unreadable(files.cache(), lost));
        return step();
      }
      throw failed;
    }
  }

  private static ReplicaFinding unreadable(Path file, IOException failed) {
    String text = "cannot be read to its end: " + failed.getMessage();
    return new ReplicaFinding(Kind.UNREADABLE, file, 0, 0, text);
  }

  private void begin() throws IOException {
    SectorCheck outside = ReplicaCheck.inspect(0, files, geometry, commR);
    findings.addAll(outside.findings());
    boolean whole = outside.outcome() != ProofOutcome.LEFT_OUT && lengthsFit();
    if (whole) {
      FileChannel sealed = FileChannel.open(files.sealed());
      open = List.of(sealed);
      work.close();
      work = new OrderedWork<>(pieces(sealed).iterator(), threads);
    }
  }

  private boolean lengthsFit() throws IOException {
    for (String name : geometry.fileNames()) {
      if (Files.size(files.cache().resolve(name)) < geometry.fileBytes()) {
        return false;
      }
    }
    return Files.size(files.sealed()) >= files.sectorBytes();
  }

  private Stream<Callable<TreeScan.Piece>> pieces(FileChannel sealed) {
    return IntStream.range(0, geometry.trees())
        .boxed()
        .flatMap(number -> new TreeScan(geometry, sealed, number, tree(number), hashes).pieces());
  }

  private byte[] tree(int number) {
    Path path = files.cache().resolve(geometry.fileNames().get(number));
    try (var in = Files.newInputStream(path)) {
      return in.readNBytes((int) geometry.fileBytes());
    } catch (IOException failed) {
      throw new UncheckedIOException(path + ": " + failed.getMessage(), failed);
    }
  }

  private void take(TreeScan.Piece piece) {
    done += piece.bytes();
    suspicious += piece.suspicious().length;
    Arrays.stream(piece.suspicious()).limit(MOST_PLACES - places.size()).forEach(places::add);
  }

  /** Which of the files is wrong at the places that do not fit. */
  private void end() {
    for (int from = 0; from < places.size(); from += PLACES_AT_ONCE) {
      long[] some =
          places.subList(from, Math.min(places.size(), from + PLACES_AT_ONCE)).stream()
              .mapToLong(Long::longValue)
              .toArray();
      findings.addAll(ReplicaCheck.inspect(0, files, geometry, commR, some).findings());
    }
    if (suspicious > places.size()) {
      String text = "and %d more places do not fit".formatted(suspicious - places.size());
      findings.add(new ReplicaFinding(Kind.DAMAGED, files.sealed(), 0, 0, text));
    }
    finish();
  }

  private void finish() {
    finished = true;
    close();
  }

  private ScrubStep step() {
    return new ScrubStep(
        done,
        geometry.sectorBytes(),
        suspicious,
        finished,
        List.copyOf(findings),
        Duration.ofNanos(System.nanoTime() - start));
  }

  /** Stops, wherever it is. */
  @Override
  public void close() {
    finished = true;
    work.close();
    for (FileChannel channel : open) {
      try {
        channel.close();
      } catch (IOException ignored) {
        // Nothing was written.
      }
    }
  }
}
