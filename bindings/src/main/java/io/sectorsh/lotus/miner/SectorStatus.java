package io.sectorsh.lotus.miner;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SealProof;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.jsonrpc.Base64Bytes;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.jsonrpc.RpcRejectedException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What lotus-miner's API tells of a sector (SectorsStatus). It leaves out much of what the metadata
 * hold, such as all of an upgrade but its message: use the repository for moving a sector.
 *
 * <p>The JSON is kept whole, and members are decoded when they are asked for. Immutable.
 */
public final class SectorStatus {
  private final ObjectNode json;
  private final Members members;

  private SectorStatus(ObjectNode json) {
    this.json = json;
    this.members = Members.of(json, "SectorsStatus");
  }

  static SectorStatus of(JsonNode json) {
    Members.of(json, "SectorsStatus");
    return new SectorStatus((ObjectNode) json);
  }

  /** Whether a failure says that there is no record of the sector. */
  static boolean isAbsent(OperatorException failure) {
    return failure instanceof RpcRejectedException rejected
        && rejected.getRejection().message().endsWith("key not found");
  }

  /**
   * Chain randomness, with where it comes from.
   *
   * @param value 32 bytes; absent before it was drawn
   * @param epoch its epoch
   */
  public record Randomness(Optional<Base64Bytes> value, ChainEpoch epoch) {
    static Randomness of(Members members) {
      return new Randomness(
          members.optional("Value", Base64Bytes.class), new ChainEpoch(members.number("Epoch")));
    }
  }

  /**
   * A piece of the sector's data.
   *
   * @param size padded, in bytes
   * @param pieceCid its commitment
   * @param dealId of the builtin market; 0 if there is none
   * @param dealInfo all that lotus knows of the deal; absent for fillers
   */
  public record Piece(long size, Optional<Cid> pieceCid, long dealId, Optional<JsonNode> dealInfo) {
    static Piece of(Members members) {
      Optional<Members> piece = members.object("Piece", inner -> inner);
      return new Piece(
          piece.map(inner -> inner.number("Size")).orElse(0L),
          piece.flatMap(inner -> inner.optional("PieceCID", Cid.class)),
          members.object("DealInfo", deal -> deal.number("DealID")).orElse(0L),
          members.optional("DealInfo", JsonNode.class));
    }
  }

  /** A copy of the whole JSON. */
  public ObjectNode toJson() {
    return json.deepCopy();
  }

  @JsonValue
  ObjectNode json() {
    return json;
  }

  /** The number in the record; 0 also in a record that was made by mistake. */
  public long getSectorNumber() {
    return members.number("SectorID");
  }

  /** The state in lotus' words, such as {@code Proving}. */
  public String getState() {
    return members.text("State");
  }

  /** Whether the last state that somebody put it into by hand is this one, by its log. */
  boolean wasForcedTo(String state) {
    List<String> forced = forced();
    return !forced.isEmpty() && forced.get(forced.size() - 1).contains("\"" + state + "\"");
  }

  /** How often somebody put it into a state by hand, by its log. */
  int timesForced() {
    return forced().size();
  }

  private List<String> forced() {
    List<String> forced = new ArrayList<>();
    for (JsonNode entry : json.path("Log")) {
      if (entry.path("Kind").asText().endsWith("SectorForceState")) {
        forced.add(entry.path("Message").asText());
      }
    }
    return forced;
  }

  /** The commitment to the data as it was when the sector was sealed. */
  public Optional<Cid> getCommD() {
    return members.optional("CommD", Cid.class);
  }

  /** The commitment to the replica as it was sealed; not that of an upgrade. */
  public Optional<Cid> getCommR() {
    return members.optional("CommR", Cid.class);
  }

  /** The proof of the seal. */
  public Optional<Base64Bytes> getProof() {
    return members.optional("Proof", Base64Bytes.class);
  }

  /** What is in it. */
  public List<Piece> getPieces() {
    return members.list("Pieces", Piece::of);
  }

  /** What the seal began with. */
  public Optional<Randomness> getTicket() {
    return members.object("Ticket", Randomness::of);
  }

  /** What the seal was proven with. */
  public Optional<Randomness> getSeed() {
    return members.object("Seed", Randomness::of);
  }

  /** The message that announced it. */
  public Optional<Cid> getPreCommitMessage() {
    return members.optional("PreCommitMsg", Cid.class);
  }

  /** The message that proved it. */
  public Optional<Cid> getCommitMessage() {
    return members.optional("CommitMsg", Cid.class);
  }

  /** The message of an upgrade. */
  public Optional<Cid> getReplicaUpdateMessage() {
    return members.optional("ReplicaUpdateMessage", Cid.class);
  }

  /** How it was sealed; the chain's word where that was asked for, else lotus' own. */
  public SealProof getSealProof() {
    return members.optional("SealProof", SealProof.class).orElse(SealProof.V1_2KIB);
  }

  /** When it was proven first; 0 if the chain was not asked or does not have it. */
  public ChainEpoch getActivation() {
    return new ChainEpoch(members.number("Activation"));
  }

  /** When it ends; 0 if the chain was not asked or does not have it. */
  public ChainEpoch getExpiration() {
    return new ChainEpoch(members.number("Expiration"));
  }

  /** Bytes times epochs of deals. */
  public BigInteger getDealWeight() {
    return members.optional("DealWeight", BigInteger.class).orElse(BigInteger.ZERO);
  }

  /** Bytes times epochs of verified deals. */
  public BigInteger getVerifiedDealWeight() {
    return members.optional("VerifiedDealWeight", BigInteger.class).orElse(BigInteger.ZERO);
  }

  /** What is locked for it. */
  public TokenAmount getInitialPledge() {
    return members.optional("InitialPledge", TokenAmount.class).orElse(TokenAmount.ZERO);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SectorStatus that && json.equals(that.json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  @Override
  public String toString() {
    return "sector " + getSectorNumber() + " " + getState();
  }
}
