package io.sectorsh.lab.lotus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lab.chain.MessageBook;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.LotusJson;
import io.sectorsh.lab.transport.ParameterType;
import io.sectorsh.lab.transport.RpcFault;
import io.sectorsh.lab.transport.RpcTable;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.repo.LotusRepo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** lotus-miner's method that declares sectors recovered. */
public final class MinerRecoveries {
  private final LotusRepo repo;
  private final MessageBook book;

  /** Sends messages for sectors that the repository has. */
  public MinerRecoveries(LotusRepo repo, MessageBook book) {
    this.repo = repo;
    this.book = book;
  }

  /** Enters the method. */
  public void addTo(RpcTable table) {
    table.admin("RecoverFault", call -> recover(call.node(0)), ParameterType.ANY);
  }

  private JsonNode recover(JsonNode numbers) {
    List<Long> known = new ArrayList<>();
    for (JsonNode number : numbers) {
      Optional<SectorInfo> sector = repo.findSector(number.asLong());
      if (sector.isEmpty()) {
        throw RpcFault.application("sector not found");
      }
      known.add(number.asLong());
    }
    SectorNumbers sectors = SectorNumbers.of(known.stream().mapToLong(Long::longValue).toArray());
    ArrayNode sent = GoJson.array();
    book.declareRecovered(sectors).forEach(cid -> sent.add(LotusJson.cid(cid)));
    return sent;
  }
}
