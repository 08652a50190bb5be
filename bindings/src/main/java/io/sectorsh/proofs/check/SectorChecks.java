package io.sectorsh.proofs.check;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.replica.FastHashes;
import io.sectorsh.replica.PoStChallenges;
import io.sectorsh.replica.ReplicaScrub;
import io.sectorsh.replica.ScrubStep;
import io.sectorsh.replica.SectorCheck;
import io.sectorsh.rows.Following;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.rows.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Checks sectors of a miner: what the chain has of them against their files in the stores. Reads
 * only. Immutable.
 */
public final class SectorChecks {
  private static final long SEGMENT_BYTES = 16 << 10;

  private final Lotus lotus;
  private final Rows<Path> stores;

  /**
   * @param stores the directories with sector files
   */
  public SectorChecks(Lotus lotus, Rows<Path> stores) {
    this.lotus = lotus;
    this.stores = stores;
  }

  /**
   * A check of each copy of each sector, in the order in which they are done. Each pass reads anew.
   */
  public Rows<SectorCheck> check(CheckOptions options) {
    return Rows.of(SectorCheck.class, () -> open(options));
  }

  private RowCursor<SectorCheck> open(CheckOptions options) {
    LotusNode node = pinned();
    WindowSeeds seeds = new WindowSeeds(node, options.sectors().count());
    LongFunction<byte[]> randomness =
        number -> options.randomness().orElseGet(() -> seeds.of(number));
    StorePlaces places = places(node, options);
    SectorTasks tasks = new SectorTasks(options.sectors(), node, places, randomness);
    FastHashes hashes = hashes(node, options.sectors());
    CheckRun run = new CheckRun(tasks, hashes.shared(), options.limit());
    return new RowCursor<>() {
      @Override
      public boolean hasNext() {
        return run.hasNext();
      }

      @Override
      public SectorCheck next() {
        return run.next();
      }

      @Override
      public void onProgress(Consumer<String> watcher) {
        long all = options.sectors().count();
        run.watch(progress -> watcher.accept(progress.line(all)));
      }

      @Override
      public void close() {
        run.close();
        places.close();
        hashes.close();
      }
    };
  }

  /** Every challenge has a segment of the sealed file hashed. */
  private static FastHashes hashes(LotusNode node, SectorNumbers sectors) {
    long sector = node.minerInfo().sectorSize().bytes();
    long challenged = Math.min(sector, PoStChallenges.WINDOW * SEGMENT_BYTES);
    return FastHashes.forBytes(sectors.count() * challenged);
  }

  private LotusNode pinned() {
    LotusNode node = lotus.getNode();
    return node.at(node.chainHead());
  }

  private StorePlaces places(LotusNode node, CheckOptions options) {
    return new StorePlaces(stores, node.getMinerAddress().getActorId(), options.limit());
  }

  /**
   * Whether the next or open window of a deadline will pass.
   *
   * @param damocles asked, as lotus-miner is, which of several copies it proves
   */
  public Following<Forecast> forecast(int deadline, Damocles damocles) {
    return new Following<>(
        Forecast.class,
        () -> {
          LotusNode node = pinned();
          DueSectors due = DueSectors.of(node, deadline);
          CheckOptions options = CheckOptions.of(due.sectors());
          StorePlaces places = places(node, options);
          byte[] randomness =
              new WindowSeeds(node, 1).ofDeadline(deadline).orElseGet(CheckValue::anyRandomness);
          SectorTasks tasks = new SectorTasks(due.sectors(), node, places, any -> randomness);
          return new ForecastRun(
              due,
              tasks,
              new CopyFates(
                  tasks, new ProverPaths(lotus, damocles), node.getMinerAddress().getActorId()),
              places,
              hashes(node, due.sectors()),
              options.limit());
        },
        Forecast::line);
  }

  /** Reads the whole replica of a sector, of each copy. */
  public Following<ScrubStep> scrub(long number) {
    return new Following<>(
        ScrubStep.class,
        () -> {
          List<SectorTask> copies = copies(number);
          FastHashes fast =
              FastHashes.forBytes(copies.size() * copies.get(0).files().sectorBytes());
          int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
          return new ScrubCursor(
              copies,
              copy -> new ReplicaScrub(copy.files(), copy.commR().orElseThrow(), fast, threads),
              fast);
        },
        ScrubStep::line);
  }

  /** Where one sector's files are and what the chain has of it. */
  private List<SectorTask> copies(long number) {
    LotusNode node = pinned();
    CheckOptions options = CheckOptions.of(SectorNumbers.of(number));
    try (StorePlaces places = places(node, options)) {
      List<SectorTask> copies = new ArrayList<>();
      new SectorTasks(options.sectors(), node, places, any -> CheckValue.anyRandomness())
          .forEachRemaining(copies::add);
      copies
          .get(0)
          .known()
          .ifPresent(
              finding -> {
                throw new OperatorException(
                    ErrorCode.NOT_FOUND,
                    finding.text(),
                    "sector " + number,
                    "stores.find(" + number + ") shows where its files are.");
              });
      return copies;
    }
  }
}
