package io.sectorsh.scripts.conversion;

import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.scripts.chain.ChainFacts;
import io.sectorsh.scripts.chain.MessageLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns one sector of lotus into damocles' state of it, at rest in the offline store, or says why
 * there can be none. The rules are in docs/decisions/0012-import-from-lotus.md.
 */
public final class ToDamocles {
  private static final Set<String> AT_REST =
      Set.of(
          "Proving",
          "Available",
          "FinalizeSector",
          "UpdateActivating",
          "ReleaseSectorKey",
          "ReleaseSectorKeyFailed");
  private static final Set<String> GONE = Set.of("Removed", "TerminateFinality");
  private static final Set<String> UPGRADING =
      Set.of(
          "SnapDealsWaitDeals",
          "SnapDealsAddPiece",
          "SnapDealsPacking",
          "UpdateReplica",
          "ProveReplicaUpdate",
          "FinalizeReplicaUpdate",
          "SubmitReplicaUpdate",
          "WaitMutable",
          "ReplicaUpdateWait",
          "SnapDealsAddPieceFailed",
          "SnapDealsDealsExpired",
          "SnapDealsRecoverDealIDs",
          "ReplicaUpdateFailed",
          "FinalizeReplicaUpdateFailed",
          "AbortUpgrade");

  private final long miner;
  private final ChainFacts chain;

  /**
   * @param miner the number of the miner's actor
   * @param chain asked what is on chain
   */
  public ToDamocles(long miner, ChainFacts chain) {
    this.miner = miner;
    this.chain = chain;
  }

  /** The state for a sector, or the reason for none. */
  public Conversion<SectorState> convert(SectorInfo sector) {
    Optional<ChainFacts.OnChain> actor = chain.sector(sector.getSectorNumber());
    List<String> notes = new ArrayList<>();
    try {
      Optional<String> obstacle = obstacle(sector, actor, notes);
      if (obstacle.isPresent()) {
        return new Conversion.LeftOut<>(obstacle.get());
      }
      SectorState state = new DamoclesForm(miner, chain).of(sector);
      SectorInfo back =
          new LotusForm(chain, MessageLookup.NONE, new ArrayList<>()).of(state, Optional.empty());
      return new Conversion.Written<>(state, notes, Losses.between(sector.toJson(), back.toJson()));
    } catch (MalformedValueException broken) {
      return new Conversion.LeftOut<>("cannot be expressed in damocles: " + broken.getMessage());
    }
  }

  private Optional<String> obstacle(
      SectorInfo sector, Optional<ChainFacts.OnChain> actor, List<String> notes) {
    String state = sector.getState();
    if (GONE.contains(state)) {
      return state.equals("Removed") || sector.getTerminatedAt().value() > 0
          ? Optional.empty()
          : Optional.of(
              "terminated, and lotus-miner's API does not tell when: import it from the repository"
                  + " (--repo)");
    }
    if (UPGRADING.contains(state)) {
      return actor.filter(known -> known.sectorKey().isPresent()).isPresent()
          ? atRest(sector, actor, notes)
          : Optional.of(
              state
                  + ": an upgrade is under way; let it finish, or give it up with lotus-miner"
                  + " sectors abort-upgrade "
                  + sector.getSectorNumber());
    }
    if (!AT_REST.contains(state)) {
      return Optional.of(unfinished(state, actor));
    }
    if (state.equals("FinalizeSector")) {
      notes.add("lotus has not put its files in place yet: let it finish before they are attached");
    }
    return atRest(sector, actor, notes);
  }

  private static String unfinished(String state, Optional<ChainFacts.OnChain> actor) {
    return actor.isPresent()
        ? state + ": on chain, and lotus is not done with it; settle it there first"
        : state + ": not sealed; that cannot go on in damocles";
  }

  private Optional<String> atRest(
      SectorInfo sector, Optional<ChainFacts.OnChain> actor, List<String> notes) {
    String missing = missing(sector);
    if (!missing.isEmpty()) {
      return Optional.of("incomplete: no " + missing);
    }
    if (sector.getSeedValue().length == 0 || sector.getProof().length == 0) {
      if (actor.isEmpty()) {
        return Optional.of("incomplete: no seed or proof, and the chain does not vouch for it");
      }
      notes.add("no seed or proof in lotus");
    }
    if (sector.getPreCommitMessage().isEmpty() || sector.getCommitMessage().isEmpty()) {
      notes.add("lotus lacks a message of it");
    }
    if (DamoclesForm.isUpgraded(sector, actor) && sector.getReplicaUpdateProof().length == 0) {
      notes.add("no proof of the upgrade: only the repository has it (--repo)");
    }
    return chain.isKnown() ? disagreement(sector, actor) : Optional.empty();
  }

  private static String missing(SectorInfo sector) {
    List<String> missing = new ArrayList<>();
    if (sector.getCommR().isEmpty()) {
      missing.add("CommR");
    }
    if (sector.getCommD().isEmpty()) {
      missing.add("CommD");
    }
    if (sector.getTicketValue().length == 0) {
      missing.add("ticket");
    }
    return String.join(", ", missing);
  }

  private static Optional<String> disagreement(
      SectorInfo sector, Optional<ChainFacts.OnChain> actor) {
    if (actor.isEmpty()) {
      return Optional.of("not on chain: expired, terminated or never proven");
    }
    Cid commR = sector.getCommR().orElseThrow();
    if (!actor.get().original().equals(commR)) {
      return Optional.of("CommR differs: lotus " + commR + ", chain " + actor.get().original());
    }
    boolean upgraded = actor.get().sectorKey().isPresent();
    if (!upgraded && sector.isCCUpdate() && sector.getReplicaUpdateMessage().isPresent()) {
      return Optional.of("lotus calls it upgraded, the chain does not; settle the upgrade first");
    }
    return sector
        .getUpdateSealed()
        .filter(known -> upgraded && !known.equals(actor.get().sealedCid()))
        .map(
            known ->
                "CommR of the upgrade differs: lotus "
                    + known
                    + ", chain "
                    + actor.get().sealedCid());
  }
}
