package io.sectorsh.lab.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.lab.population.Fate;
import io.sectorsh.lab.population.PlannedPiece;
import io.sectorsh.lab.population.PlannedSector;
import io.sectorsh.lab.population.SectorForm;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.LotusJson;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A sector as the chain has it.
 *
 * @param keyCid CommR under the upgrade; only for an upgraded sector
 * @param deadline index
 * @param partition index within the deadline
 */
public record ChainSector(
    long number,
    Cid sealedCid,
    Optional<Cid> keyCid,
    long activation,
    long expiration,
    long powerBase,
    BigInteger dealWeight,
    BigInteger verifiedDealWeight,
    Fate fate,
    int deadline,
    int partition) {
  private static final String PLEDGE = "59604643840";

  static ChainSector of(PlannedSector<?> sector, int deadline, int partition) {
    SectorForm form = sector.form();
    boolean upgraded = form.isUpgradedOnChain();
    long base = upgraded ? sector.timeline().upgrade() : sector.timeline().activation();
    long left = sector.timeline().expiration() - base;
    boolean dealsCount = upgraded || !form.isSnap();
    return new ChainSector(
        sector.number(),
        upgraded ? sector.updateSealedCid() : sector.sealedCid(),
        upgraded ? Optional.of(sector.sealedCid()) : Optional.empty(),
        sector.timeline().activation(),
        sector.timeline().expiration(),
        base,
        dealsCount ? weight(sector, PlannedPiece.Kind.MARKET, left) : BigInteger.ZERO,
        dealsCount ? weight(sector, PlannedPiece.Kind.DDO, left) : BigInteger.ZERO,
        form.fate(),
        deadline,
        partition);
  }

  ChainSector with(Fate other) {
    return new ChainSector(
        number,
        sealedCid,
        keyCid,
        activation,
        expiration,
        powerBase,
        dealWeight,
        verifiedDealWeight,
        other,
        deadline,
        partition);
  }

  private static BigInteger weight(PlannedSector<?> sector, PlannedPiece.Kind kind, long epochs) {
    boolean market = kind == PlannedPiece.Kind.MARKET;
    long bytes =
        sector.pieces().stream()
            .filter(PlannedPiece::isDeal)
            .filter(piece -> market == (piece.kind() != PlannedPiece.Kind.DDO))
            .mapToLong(PlannedPiece::size)
            .sum();
    return BigInteger.valueOf(bytes).multiply(BigInteger.valueOf(epochs));
  }

  /** Whether it was not terminated. */
  public boolean isLive() {
    return fate != Fate.TERMINATED;
  }

  boolean isFaulty() {
    return fate == Fate.FAULTY || fate == Fate.RECOVERING;
  }

  /** Whether it counts as power: live and not faulty. */
  public boolean isActive() {
    return isLive() && !isFaulty();
  }

  /** Bytes of power that count ten times, from the verified weight. */
  long qualityAdjustedPower() {
    BigInteger epochs = BigInteger.valueOf(expiration - powerBase);
    long verified = verifiedDealWeight.divide(epochs).longValueExact();
    return PlannedSector.SIZE + 9 * verified;
  }

  /** SectorOnChainInfo, members as lotus and damocles write them. */
  public ObjectNode toJson() {
    ObjectNode json = GoJson.object();
    json.put("SectorNumber", number);
    json.put("SealProof", 5);
    json.set("SealedCID", LotusJson.cid(sealedCid));
    json.put("Activation", activation);
    json.put("Expiration", expiration);
    json.put("DealWeight", dealWeight.toString());
    json.put("VerifiedDealWeight", verifiedDealWeight.toString());
    json.put("InitialPledge", PLEDGE);
    json.set("ExpectedDayReward", NullNode.instance);
    json.set("ExpectedStoragePledge", NullNode.instance);
    json.put("PowerBaseEpoch", powerBase);
    json.set("ReplacedDayReward", NullNode.instance);
    json.set("SectorKeyCID", keyCid.<JsonNode>map(LotusJson::cid).orElse(NullNode.instance));
    json.put("Flags", 1);
    json.put("DailyFee", "185812");
    return json;
  }
}
