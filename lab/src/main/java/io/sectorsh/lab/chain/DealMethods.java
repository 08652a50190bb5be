package io.sectorsh.lab.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.lab.population.PlannedPiece;
import io.sectorsh.lab.population.PlannedSector;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.ParameterType;
import io.sectorsh.lab.transport.RpcFault;
import io.sectorsh.lab.transport.RpcTable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The chain node's methods about deals of the built-in market actor. */
public final class DealMethods {
  private final Map<Long, PlannedSector<?>> sectors = new TreeMap<>();

  /** Answers for the market deals in sectors that are on chain. */
  public DealMethods(Population population) {
    for (PlannedSector<?> sector : population.all()) {
      if (sector.form().isOnChain()) {
        sector.pieces().stream()
            .filter(DealMethods::isMarketDeal)
            .forEach(piece -> sectors.put(piece.id(), sector));
      }
    }
  }

  private static boolean isMarketDeal(PlannedPiece piece) {
    return piece.kind() == PlannedPiece.Kind.MARKET || piece.kind() == PlannedPiece.Kind.LEGACY;
  }

  /** Enters the methods. */
  public void addTo(RpcTable table) {
    table.read(
        "StateMarketStorageDeal",
        call -> deal(call.number(0)),
        ParameterType.DEAL_ID,
        ParameterType.TIPSET_KEY);
  }

  private JsonNode deal(long id) {
    PlannedSector<?> sector =
        Optional.ofNullable(sectors.get(id)).orElseThrow(() -> RpcFault.application(absent(id)));
    ObjectNode json = GoJson.object();
    sector.pieces().stream()
        .filter(piece -> piece.id() == id)
        .forEach(piece -> json.set("Proposal", DealProposals.of(piece).toJson()));
    json.putObject("State")
        .put("SectorNumber", sector.number())
        .put("SectorStartEpoch", PlannedPiece.DEAL_START)
        .put("LastUpdatedEpoch", -1)
        .put("SlashEpoch", -1);
    return json;
  }

  private static String absent(long id) {
    return "deal "
        + id
        + " not found - deal may not have completed sealing before deal proposal start epoch, or"
        + " deal may have been slashed";
  }
}
