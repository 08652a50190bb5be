package io.sectorsh.proofs.recover;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.lotus.chain.DeadlineInfo;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.chain.Partition;
import io.sectorsh.lotus.chain.SectorPlace;
import io.sectorsh.lotus.miner.LotusMiner;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.migration.Action;
import io.sectorsh.proofs.picture.Window;
import io.sectorsh.replica.ReplicaFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What makes the prover see files that are there, and the chain expect a proof again. */
final class ProverSteps {
  private final Lotus lotus;

  ProverSteps(Lotus lotus) {
    this.lotus = lotus;
  }

  List<RecoveryStep> of(long number, ReplicaFiles files) {
    LotusNode node = lotus.getNode();
    LotusNode pinned = node.at(node.chainHead());
    Optional<LotusMiner> owner = owner(number);
    List<RecoveryStep> steps = new ArrayList<>();
    owner.flatMap(miner -> storage(miner, number, files)).ifPresent(steps::add);
    declaration(pinned, number, owner.isPresent()).ifPresent(steps::add);
    return steps;
  }

  /** lotus-miner, if it runs and has the sector. */
  private Optional<LotusMiner> owner(long number) {
    try {
      LotusMiner miner = lotus.getMiner();
      return miner.sectorsList().contains(number) ? Optional.of(miner) : Optional.empty();
    } catch (OperatorException noneOrDown) {
      return Optional.empty();
    }
  }

  /** A sealed file lies two directories below the root at least. */
  private static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent());
  }

  /** Files that lie in a store, and that lotus-miner has in no storage path. */
  private static Optional<RecoveryStep> storage(LotusMiner miner, long number, ReplicaFiles files) {
    Path directory = parent(files.sealed().toAbsolutePath().normalize());
    Optional<SectorFileType> type = SectorFileType.ofDirectory(directory.getFileName().toString());
    if (type.isEmpty() || !Files.exists(files.sealed())) {
      return Optional.empty();
    }
    SectorId sector = new SectorId(miner.actorAddress().getActorId(), number);
    if (!miner.getStorage().find(sector, Set.of(type.get())).isEmpty()) {
      return Optional.empty();
    }
    Path store = parent(directory);
    Action redeclare = miner.getChanges().redeclaration(sector, type.get(), store.toString());
    if (miner.getStorage().local().containsValue(store)) {
      return Optional.of(RecoveryStep.planned(redeclare));
    }
    return Optional.of(
        Files.exists(store.resolve("sectorstore.json"))
            ? RecoveryStep.planned(miner.getChanges().attachment(store.toString()))
            : RecoveryStep.byHand(
                "lotus-miner does not know the directory with the files",
                "lotus-miner storage attach --init --store " + store));
  }

  private Optional<RecoveryStep> declaration(LotusNode pinned, long number, boolean byLotus) {
    Optional<SectorPlace> place = pinned.sectorPlace(number);
    if (place.isEmpty()) {
      return Optional.empty();
    }
    Partition partition =
        pinned.minerPartitions(place.get().deadline()).get(place.get().partition());
    if (!partition.faulty().contains(number) || partition.recovering().contains(number)) {
      return Optional.empty();
    }
    DeadlineInfo info = pinned.provingDeadline();
    Window next = Window.next(place.get().deadline(), info, pinned.getClock());
    Window window = next.head().plus(1).isBefore(next.faultCutoff()) ? next : next.following();
    String proven =
        "so that the window of deadline %d at %s proves it"
            .formatted(window.deadline(), window.timeOf(window.open()));
    boolean soon = next.head().plus(1).isBefore(next.faultCutoff());
    RecoveryStep step =
        byLotus
            ? byLotus(number, proven, soon ? Optional.empty() : Optional.of(next))
            : byItself(next, proven);
    return Optional.of(step.before(window.timeOf(window.faultCutoff().minus(1))));
  }

  /**
   * @param passed the window whose cutoff has passed, if it has
   */
  private RecoveryStep byLotus(long number, String proven, Optional<Window> passed) {
    return passed
        .map(
            window ->
                RecoveryStep.byHand(
                    "from %s on, when this window has closed, declare it recovered, %s"
                        .formatted(window.timeOf(window.close()), proven),
                    "proofs.recover(" + number + ").submit() then, in a migration"))
        .orElseGet(
            () ->
                RecoveryStep.planned(
                    new DeclareAction(lotus, SectorNumbers.of(number)),
                    "declare it recovered once its files are good, " + proven));
  }

  private static RecoveryStep byItself(Window window, String proven) {
    return RecoveryStep.byHand(
        "the manager declares it recovered by itself once it can read its files, " + proven,
        "proofs.check of it; then damocles' log of deadline " + window.deadline());
  }
}
