package io.sectorsh.scripts.conversion;

import io.sectorsh.damocles.sector.MessageInfo;
import io.sectorsh.damocles.sector.PreCommitInfo;
import io.sectorsh.damocles.sector.SectorPhase;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorTicket;
import io.sectorsh.damocles.sector.TerminateInfo;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.jsonrpc.Base64Bytes;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.record.SectorInfoBuilder;
import io.sectorsh.lotus.record.SectorPiece;
import io.sectorsh.scripts.chain.ChainFacts;
import io.sectorsh.scripts.chain.MessageLookup;
import io.sectorsh.scripts.chain.Messages;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes a sector of damocles as lotus' record of it; asks nothing about whether that is wise. */
final class LotusForm {
  private static final String PROVING = "Proving";
  private static final String REMOVED = "Removed";

  private final ChainFacts chain;
  private final MessageLookup messages;
  private final List<String> notes;

  /**
   * @param notes takes what is special
   */
  LotusForm(ChainFacts chain, MessageLookup messages, List<String> notes) {
    this.chain = chain;
    this.messages = messages;
    this.notes = notes;
  }

  /**
   * The record.
   *
   * @param replaced what lotus has; its other members stay
   */
  SectorInfo of(SectorState sector, Optional<SectorInfo> replaced) {
    boolean gone = isGone(sector);
    SectorInfoBuilder record =
        replaced
            .map(SectorInfo::toBuilder)
            .orElseGet(() -> SectorInfo.builder(sector.getNumber()))
            .state(gone ? REMOVED : PROVING)
            .sectorType(sector.getSectorType());
    randomness(sector, record);
    record.commD(commD(sector)).commR(sector.getPre().flatMap(PreCommitInfo::commR));
    sent(sector, record);
    pieces(sector, record);
    sector.getTerminateInfo().filter(TerminateInfo::isDone).ifPresent(end -> end(end, record));
    if (!gone && (sector.getSeed().isEmpty() || sector.getProof().isEmpty())) {
      notes.add("no seed or proof in damocles");
    }
    return record.build();
  }

  private static boolean isGone(SectorState sector) {
    SectorPhase phase = sector.getPhase();
    return phase == SectorPhase.REMOVED || phase == SectorPhase.TERMINATED;
  }

  private void end(TerminateInfo end, SectorInfoBuilder record) {
    notes.add("terminated at " + end.terminatedAt().value());
    record.terminatedAt(end.terminatedAt());
    end.terminateCid()
        .flatMap(this::onChain)
        .ifPresent(message -> record.terminateMessage(Optional.of(message)));
  }

  private static void randomness(SectorState sector, SectorInfoBuilder record) {
    ticket(sector)
        .ifPresent(
            ticket -> record.ticketEpoch(ticket.epoch()).ticketValue(bytes(ticket.ticket())));
    sector
        .getSeed()
        .ifPresent(seed -> record.seedEpoch(seed.epoch()).seedValue(bytes(seed.seed())));
    sector.getProof().ifPresent(proof -> record.proof(proof.toBytes()));
  }

  /** What damocles sent itself it knows by the message pool's ids. */
  private void sent(SectorState sector, SectorInfoBuilder record) {
    Optional<MessageInfo> sent = sector.getMessageInfo();
    sent.flatMap(MessageInfo::preCommitCid)
        .flatMap(this::onChain)
        .ifPresent(message -> record.preCommitMessage(Optional.of(message)));
    sent.flatMap(MessageInfo::commitCid)
        .flatMap(this::onChain)
        .ifPresent(message -> record.commitMessage(Optional.of(message)));
  }

  private Optional<Cid> onChain(Cid message) {
    return Messages.isOnChain(message)
        ? Optional.of(message)
        : messages.onChain(message.toString());
  }

  /** The ids of messages that are asked for when a sector's record is made. */
  static Stream<String> messageIds(SectorState sector) {
    Stream<Cid> sent =
        sector.getMessageInfo().stream()
            .flatMap(
                info -> Stream.concat(info.preCommitCid().stream(), info.commitCid().stream()));
    Stream<Cid> end =
        sector.getTerminateInfo().filter(TerminateInfo::isDone).stream()
            .flatMap(info -> info.terminateCid().stream());
    Stream<String> upgrade = sector.getUpgradeMessageId().filter(LotusForm::isOfPool).stream();
    return Stream.concat(
        Stream.concat(sent, end).filter(message -> !Messages.isOnChain(message)).map(Cid::toString),
        upgrade);
  }

  /** With a count it is the pool's own id; without one it is the chain's, of an imported sector. */
  private static boolean isOfPool(String upgradeId) {
    return upgradeId.contains("-") || Messages.ofUpgrade(upgradeId).isEmpty();
  }

  private void pieces(SectorState sector, SectorInfoBuilder record) {
    List<SectorPiece> pieces = new LotusPieces(chain, notes::add).pieces(sector);
    List<SectorPiece> filler =
        commD(sector).map(commD -> LotusPieces.filler(sector, commD)).orElse(List.of());
    record.pieces(pieces.isEmpty() ? filler : pieces);
    Optional<Cid> newSealed = newSealed(sector);
    if (sector.isUpgraded() || newSealed.isPresent()) {
      record.ccPieces(filler);
      upgrade(sector, newSealed, record);
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

  private void upgrade(SectorState sector, Optional<Cid> newSealed, SectorInfoBuilder record) {
    Optional<Cid> message = sector.getUpgradeMessageId().flatMap(this::ofUpgrade);
    record.ccUpdate(true).updateSealed(newSealed);
    message.ifPresent(known -> record.replicaUpdateMessage(message));
    sector
        .getUpgradedInfo()
        .ifPresent(
            info -> {
              info.unsealedCid().ifPresent(cid -> record.updateUnsealed(Optional.of(cid)));
              info.proof().ifPresent(proof -> record.replicaUpdateProof(proof.toBytes()));
            });
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

  /** lotus chooses the files by whether there is one, so damocles' own id is better than none. */
  private Optional<Cid> ofUpgrade(String id) {
    return isOfPool(id)
        ? messages.onChain(id).or(() -> Messages.ofUpgrade(id))
        : Messages.ofUpgrade(id);
  }

  /** A state may have it in one place only. */
  static Optional<SectorTicket> ticket(SectorState sector) {
    return sector.getTicket().or(() -> sector.getPre().flatMap(PreCommitInfo::ticket));
  }

  private static Optional<Cid> commD(SectorState sector) {
    return sector.getPre().flatMap(PreCommitInfo::commD);
  }

  private static byte[] bytes(Optional<Base64Bytes> value) {
    return value.map(Base64Bytes::toBytes).orElse(new byte[0]);
  }
}
