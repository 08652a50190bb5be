package io.sectorsh.damocles.manager;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.Address;
import io.sectorsh.jsonrpc.Members;
import java.util.List;
import java.util.OptionalLong;

/**
 * A manager's configuration for one miner, with what it took as default. What has no getter is in
 * {@link #toJson}: durations as {@code 1h0m0s}, fees as bare numbers of attoFIL. Immutable.
 */
public final class MinerConfig {
  private final ObjectNode json;
  private final Members members;

  private MinerConfig(ObjectNode json) {
    this.json = json;
    this.members = Members.of(json, "GetMinerConfig");
  }

  static MinerConfig of(JsonNode json) {
    Members.of(json, "GetMinerConfig");
    return new MinerConfig((ObjectNode) json);
  }

  /**
   * Which numbers new sectors get, and whether there are any.
   *
   * @param initNumber the first new number is above it
   * @param minNumber the same, where the newer setting is used
   * @param maxNumber no number above it is given out
   * @param enabled whether sectors are sealed
   * @param enableDeals whether they may hold deals
   * @param lifetimeDays how long they are promised for
   */
  public record SectorSettings(
      OptionalLong initNumber,
      OptionalLong minNumber,
      OptionalLong maxNumber,
      boolean enabled,
      boolean enableDeals,
      long lifetimeDays) {
    static SectorSettings of(Members members) {
      return new SectorSettings(
          number(members, "InitNumber"),
          number(members, "MinNumber"),
          number(members, "MaxNumber"),
          members.flag("Enabled"),
          members.flag("EnableDeals"),
          members.number("LifetimeDays"));
    }

    private static OptionalLong number(Members members, String name) {
      return members.has(name) ? OptionalLong.of(members.number(name)) : OptionalLong.empty();
    }
  }

  /**
   * How data is put into sealed sectors.
   *
   * @param enabled whether it is done
   * @param senders who pays
   * @param cleanupCcData whether the old files are deleted when it is over
   * @param messageConfidence epochs until a message counts as landed
   * @param releaseConfidence epochs that are waited in addition until the sector is finalized
   */
  public record SnapUpSettings(
      boolean enabled,
      List<Address> senders,
      boolean cleanupCcData,
      long messageConfidence,
      long releaseConfidence) {
    static SnapUpSettings of(Members members) {
      return new SnapUpSettings(
          members.flag("Enabled"),
          members.values("Senders", Address.class),
          members.flag("CleanupCCData"),
          members.number("MessageConfidence"),
          members.number("ReleaseConfidence"));
    }
  }

  /** The number of the miner's actor. */
  public long getMiner() {
    return members.number("Actor");
  }

  /** About new sectors. */
  public SectorSettings getSector() {
    return SectorSettings.of(section("Sector"));
  }

  /** About upgrades. */
  public SnapUpSettings getSnapUp() {
    return SnapUpSettings.of(section("SnapUp"));
  }

  /** Who pays for window proofs. */
  public List<Address> getPostSenders() {
    return section("PoSt").values("Senders", Address.class);
  }

  /** Whether the manager proves the miner's sectors. */
  public boolean isProving() {
    return section("PoSt").flag("Enabled");
  }

  private Members section(String name) {
    return Members.of(json.path(name), "GetMinerConfig." + name);
  }

  /** A copy of the whole JSON. */
  public ObjectNode toJson() {
    return json.deepCopy();
  }

  @JsonValue
  ObjectNode json() {
    return json;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MinerConfig that && json.equals(that.json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  @Override
  public String toString() {
    return json.toPrettyString();
  }
}
