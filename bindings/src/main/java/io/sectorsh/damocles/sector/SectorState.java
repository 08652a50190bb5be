package io.sectorsh.damocles.sector;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.SealProof;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.Base64Bytes;
import io.sectorsh.jsonrpc.Members;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that damocles knows of a sector (its core.SectorState).
 *
 * <p>The JSON is kept whole, so members of newer versions survive, and members are decoded when
 * they are asked for. Immutable.
 */
public final class SectorState {
  private final ObjectNode json;
  private final Members members;
  private final Optional<SectorStore> store;

  private SectorState(ObjectNode json, Optional<SectorStore> store) {
    this.json = json;
    this.members = Members.of(json, "SectorState");
    this.store = store;
  }

  /**
   * A state as damocles writes it.
   *
   * @throws io.sectorsh.errors.OperatorException BAD_ANSWER if it is not an object
   */
  public static SectorState fromJson(JsonNode json) {
    Members.of(json, "SectorState");
    return new SectorState(json.deepCopy(), Optional.empty());
  }

  /** The same state as one that was found in a store. */
  public SectorState foundIn(SectorStore where) {
    return new SectorState(json, Optional.of(where));
  }

  /** One that was just read and that nobody else holds. */
  public static SectorState listed(JsonNode json, SectorStore store) {
    Members.of(json, "SectorState");
    return new SectorState((ObjectNode) json, Optional.of(store));
  }

  /** A copy of the whole JSON, in the order in which it was read. */
  public ObjectNode toJson() {
    return json.deepCopy();
  }

  @JsonValue
  ObjectNode json() {
    return json;
  }

  /** Which sector. */
  public SectorId getId() {
    return members
        .object("ID", id -> new SectorId(id.number("Miner"), id.number("Number")))
        .orElseGet(() -> members.value("ID", SectorId.class));
  }

  /** The number of the miner's actor. */
  public long getMiner() {
    return getId().miner();
  }

  /** The sector's number. */
  public long getNumber() {
    return getId().number();
  }

  /** Where it was found, if it was listed by a manager. */
  public Optional<SectorStore> getStore() {
    return store;
  }

  /** Whether it was listed among the sectors that something is being done with. */
  public boolean isOnline() {
    return store.equals(Optional.of(SectorStore.ONLINE));
  }

  /**
   * What goes on with the sector, in a word such as {@code sealing}; damocles has none of its own.
   * A text, so that a script can compare it with one.
   */
  public String getState() {
    return getPhase().toString();
  }

  /** The same as a constant. */
  public SectorPhase getPhase() {
    return SectorPhase.of(this);
  }

  /** How it was sealed. */
  public SealProof getSectorType() {
    return members.optional("SectorType", SealProof.class).orElse(SealProof.V1_2KIB);
  }

  /** The ticket; absent until one was assigned. */
  public Optional<SectorTicket> getTicket() {
    return members.object("Ticket", SectorTicket::of);
  }

  /** The seed; absent until the precommit has landed. */
  public Optional<SectorSeed> getSeed() {
    return members.object("Seed", SectorSeed::of);
  }

  /** Pieces in the older form; they count only where {@link #getPieces} is empty. */
  public List<LegacyDeal> getDeals() {
    return members.list("Deals", LegacyDeal::of);
  }

  /** What is in the sector; empty for one without data. Aborting does not empty it. */
  public List<SectorPiece> getPieces() {
    return members.list("Pieces", SectorPiece::of);
  }

  /** Whether somebody's data is in it. */
  public boolean isWithDeals() {
    List<SectorPiece> pieces = getPieces();
    return pieces.isEmpty()
        ? getDeals().stream().anyMatch(deal -> deal.id() != 0)
        : pieces.stream().anyMatch(SectorPiece::isDeal);
  }

  /** The commitments of the first seal; absent until it was made. */
  public Optional<PreCommitInfo> getPre() {
    return members.object("Pre", PreCommitInfo::of);
  }

  /** The proof of the first seal; absent until it was made. */
  public Optional<Base64Bytes> getProof() {
    return members
        .object("Proof", proof -> proof.optional("Proof", Base64Bytes.class))
        .flatMap(proof -> proof);
  }

  /** The messages that put it on chain. */
  public Optional<MessageInfo> getMessageInfo() {
    return members.object("MessageInfo", MessageInfo::of);
  }

  /** Its termination. */
  public Optional<TerminateInfo> getTerminateInfo() {
    return members.object("TerminateInfo", TerminateInfo::of);
  }

  /** What a worker reported last. */
  public Optional<ReportedState> getLatestState() {
    return members.object("LatestState", ReportedState::of);
  }

  /** Whether damocles is done with it; also true of aborted sectors. */
  public boolean isFinalized() {
    return members.flag("Finalized");
  }

  /** Whether its files were deleted. */
  public boolean isRemoved() {
    return members.flag("Removed");
  }

  /** Why it was given up; empty if it was not. */
  public String getAbortReason() {
    return members.text("AbortReason");
  }

  /** Whether it was upgraded, or is being upgraded while it is online. */
  public boolean isUpgraded() {
    return members.flag("Upgraded");
  }

  /** The sector before its upgrade. */
  public Optional<UpgradePublic> getUpgradePublic() {
    return members.object("UpgradePublic", UpgradePublic::of);
  }

  /** What the upgrade made; absent until its proof was submitted. */
  public Optional<UpgradedInfo> getUpgradedInfo() {
    return members.object("UpgradedInfo", UpgradedInfo::of);
  }

  /**
   * The message of the upgrade: a message CID, followed by {@code -} and a count where damocles
   * sent it.
   */
  public Optional<String> getUpgradeMessageId() {
    return members.optional("UpgradeMessageID", String.class);
  }

  /** When the upgrade landed. */
  public Optional<ChainEpoch> getUpgradeLandedEpoch() {
    return members.optional("UpgradeLandedEpoch", ChainEpoch.class);
  }

  /** Whether it was sealed elsewhere. */
  public boolean isImported() {
    return members.flag("Imported");
  }

  /** Whether its files are being made again, or wait for that. */
  public boolean isNeedRebuild() {
    return members.flag("NeedRebuild");
  }

  /** Whether its data is being read out. */
  public boolean isUnsealing() {
    return members.flag("Unsealing");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SectorState that && json.equals(that.json) && store.equals(that.store);
  }

  @Override
  public int hashCode() {
    return Objects.hash(json, store);
  }

  @Override
  public String toString() {
    return getId() + " " + getState() + store.map(where -> " (" + where.word() + ")").orElse("");
  }
}
