package io.sectorsh.scripts.export;

import io.sectorsh.damocles.MessageInfo;
import io.sectorsh.damocles.PreCommitInfo;
import io.sectorsh.damocles.SectorPhase;
import io.sectorsh.damocles.SectorState;
import io.sectorsh.damocles.SectorStore;
import io.sectorsh.damocles.SectorTicket;
import io.sectorsh.damocles.TerminateInfo;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.jsonrpc.Base64Bytes;
import io.sectorsh.lotus.SectorInfo;
import io.sectorsh.lotus.SectorInfoBuilder;
import io.sectorsh.lotus.SectorPiece;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns one sector of damocles into lotus' record of it, or says why there can be none. The rules
 * and what damocles' own tool does instead are in docs/decisions/0010-export-to-lotus.md.
 */
final class SectorConversion {
  private static final String PROVING = "Proving";
  private static final String REMOVED = "Removed";

  private final ChainFacts chain;

  SectorConversion(ChainFacts chain) {
    this.chain = chain;
  }

  /** The record for a sector, or the reason for none. */
  Conversion convert(SectorState sector) {
    Optional<String> obstacle = obstacle(sector);
    if (obstacle.isPresent()) {
      return new Conversion.LeftOut(obstacle.get());
    }
    try {
      return gone(sector) ? removed(sector) : proving(sector);
    } catch (MalformedValueException broken) {
      return new Conversion.LeftOut("cannot be expressed in lotus: " + broken.getMessage());
    }
  }

  private static boolean gone(SectorState sector) {
    SectorPhase phase = sector.getPhase();
    return phase == SectorPhase.REMOVED || phase == SectorPhase.TERMINATED;
  }

  private Optional<String> obstacle(SectorState sector) {
    if (sector.isFinalized() && !sector.getAbortReason().isEmpty()) {
      return Optional.of("aborted: " + sector.getAbortReason());
    }
    return switch (sector.getPhase()) {
      case REMOVED, TERMINATED -> Optional.empty();
      case ABORTED -> Optional.of("aborted: " + sector.getAbortReason());
      case TERMINATING -> Optional.of("termination under way; export it when that has landed");
      case REBUILD -> Optional.of("rebuild under way; export it when that is done");
      case UNSEALING -> Optional.of("unsealing under way; export it when that is done");
      case SNAPUP -> Optional.of(unfinished(sector, "upgrade not finalized"));
      case SEALING, INCOMPLETE -> Optional.of(unfinished(sector, "not finalized"));
      case IMPORTED, FINALIZED -> atRest(sector);
    };
  }

  private String unfinished(SectorState sector, String what) {
    boolean provable = chain.sector(sector.getNumber()).isPresent();
    return provable && sector.getPhase() == SectorPhase.SEALING
        ? "on chain, not finalized: finalize it first"
        : what + ": cannot go on in lotus";
  }

  private Optional<String> atRest(SectorState sector) {
    if (sector.getStore().filter(store -> store == SectorStore.ONLINE).isPresent()) {
      return Optional.of("in the online store although finalized; settle that in damocles first");
    }
    String missing = missing(sector);
    if (!missing.isEmpty()) {
      return Optional.of("incomplete: no " + missing);
    }
    return chain.isKnown() ? disagreement(sector) : Optional.empty();
  }

  private static String missing(SectorState sector) {
    List<String> missing = new ArrayList<>();
    Optional<PreCommitInfo> pre = sector.getPre();
    if (pre.flatMap(PreCommitInfo::commR).isEmpty()) {
      missing.add("CommR");
    }
    if (pre.flatMap(PreCommitInfo::commD).isEmpty()) {
      missing.add("CommD");
    }
    if (ticket(sector).isEmpty()) {
      missing.add("ticket");
    }
    return String.join(", ", missing);
  }

  private Optional<String> disagreement(SectorState sector) {
    Optional<ChainFacts.OnChain> actor = chain.sector(sector.getNumber());
    if (actor.isEmpty()) {
      return Optional.of("not on chain: expired, terminated or never proven");
    }
    Cid commR = commR(sector).orElseThrow();
    if (!actor.get().original().equals(commR)) {
      return Optional.of("CommR differs: damocles " + commR + ", chain " + actor.get().original());
    }
    boolean upgraded = actor.get().sectorKey().isPresent();
    return sector.isUpgraded() && !upgraded
        ? Optional.of("damocles calls it upgraded, the chain does not; settle the upgrade first")
        : Optional.empty();
  }

  private Conversion removed(SectorState sector) {
    List<String> notes = new ArrayList<>();
    SectorInfoBuilder record = common(sector, REMOVED, notes);
    sector
        .getTerminateInfo()
        .filter(TerminateInfo::isDone)
        .ifPresent(end -> notes.add("terminated at " + end.terminatedAt().value()));
    return new Conversion.Written(record.build(), notes);
  }

  private Conversion proving(SectorState sector) {
    List<String> notes = new ArrayList<>();
    SectorInfoBuilder record = common(sector, PROVING, notes);
    if (sector.getSeed().isEmpty() || sector.getProof().isEmpty()) {
      notes.add("no seed or proof in damocles");
    }
    return new Conversion.Written(record.build(), notes);
  }

  private SectorInfoBuilder common(SectorState sector, String state, List<String> notes) {
    SectorInfoBuilder record =
        SectorInfo.builder(sector.getNumber()).state(state).sectorType(sector.getSectorType());
    randomness(sector, record);
    record.commD(commD(sector)).commR(commR(sector));
    messages(sector, record);
    pieces(sector, record, notes);
    sector
        .getTerminateInfo()
        .filter(TerminateInfo::isDone)
        .ifPresent(
            end ->
                record
                    .terminatedAt(end.terminatedAt())
                    .terminateMessage(end.terminateCid().filter(Messages::isOnChain)));
    return record;
  }

  private static void randomness(SectorState sector, SectorInfoBuilder record) {
    ticket(sector)
        .ifPresent(
            ticket -> record.ticketEpoch(ticket.epoch()).ticketValue(bytes(ticket.ticket())));
    sector
        .getSeed()
        .ifPresent(seed -> record.seedEpoch(seed.epoch()).seedValue(bytes(seed.seed())));
    record.proof(bytes(sector.getProof()));
  }

  /** What damocles sent itself it knows by the message pool's ids only. */
  private static void messages(SectorState sector, SectorInfoBuilder record) {
    Optional<MessageInfo> sent = sector.getMessageInfo();
    record.preCommitMessage(sent.flatMap(MessageInfo::preCommitCid).filter(Messages::isOnChain));
    record.commitMessage(sent.flatMap(MessageInfo::commitCid).filter(Messages::isOnChain));
  }

  private void pieces(SectorState sector, SectorInfoBuilder record, List<String> notes) {
    List<SectorPiece> pieces = new PieceConversion(chain, notes::add).pieces(sector);
    List<SectorPiece> filler =
        commD(sector).map(commD -> PieceConversion.filler(sector, commD)).orElse(List.of());
    record.pieces(pieces.isEmpty() ? filler : pieces);
    Optional<Cid> newSealed = newSealed(sector);
    if (sector.isUpgraded() || newSealed.isPresent()) {
      record.ccPieces(filler);
      upgrade(sector, newSealed, record, notes);
    }
  }

  /** The CommR after the upgrade; also where damocles lost the upgrade but the chain has it. */
  private Optional<Cid> newSealed(SectorState sector) {
    Optional<Cid> onChain =
        chain
            .sector(sector.getNumber())
            .filter(actor -> actor.sectorKey().isPresent())
            .map(ChainFacts.OnChain::sealedCid);
    return onChain.or(() -> sector.getUpgradedInfo().flatMap(info -> info.sealedCid()));
  }

  private static void upgrade(
      SectorState sector, Optional<Cid> newSealed, SectorInfoBuilder record, List<String> notes) {
    Optional<Cid> message = sector.getUpgradeMessageId().flatMap(Messages::ofUpgrade);
    record.ccUpdate(true).updateSealed(newSealed).replicaUpdateMessage(message);
    sector
        .getUpgradedInfo()
        .ifPresent(
            info ->
                record.updateUnsealed(info.unsealedCid()).replicaUpdateProof(bytes(info.proof())));
    if (!sector.isUpgraded()) {
      notes.add("upgraded on chain, which damocles does not know");
    }
    if (newSealed.isEmpty()) {
      notes.add("CommR of the upgrade unknown without a node");
    }
    if (message.isEmpty()) {
      notes.add("no upgrade message: lotus' proving check will read the original files");
    }
  }

  /** A state may have it in one place only. */
  private static Optional<SectorTicket> ticket(SectorState sector) {
    return sector.getTicket().or(() -> sector.getPre().flatMap(PreCommitInfo::ticket));
  }

  private static Optional<Cid> commR(SectorState sector) {
    return sector.getPre().flatMap(PreCommitInfo::commR);
  }

  private static Optional<Cid> commD(SectorState sector) {
    return sector.getPre().flatMap(PreCommitInfo::commD);
  }

  private static byte[] bytes(Optional<Base64Bytes> value) {
    return value.map(Base64Bytes::toBytes).orElse(new byte[0]);
  }
}
