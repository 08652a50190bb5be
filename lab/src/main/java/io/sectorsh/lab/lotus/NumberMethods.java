package io.sectorsh.lab.lotus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.cbor.CborWriter;
import io.sectorsh.lab.chain.SimulatedChain;
import io.sectorsh.lab.transport.LotusJson;
import io.sectorsh.lab.transport.ParameterType;
import io.sectorsh.lab.transport.Parameters;
import io.sectorsh.lab.transport.RpcFault;
import io.sectorsh.lab.transport.RpcTable;
import io.sectorsh.lotus.repo.LotusRepo;
import java.util.Map;

/** lotus-miner's methods that keep numbers back and give them free (storage/pipeline). */
public final class NumberMethods {
  private static final String RESERVED = "/storage/sectorsids/reserved";

  private final LotusRepo repo;
  private final RunningMetadata metadata;
  private final SimulatedChain chain;

  /** Changes the numbers in the repository of a miner that runs. */
  public NumberMethods(LotusRepo repo, SimulatedChain chain) {
    this.repo = repo;
    this.metadata = new RunningMetadata(repo.getMetadataPath());
    this.chain = chain;
  }

  /** Enters the methods. */
  public void addTo(RpcTable table) {
    table.admin(
        "SectorNumReserve",
        this::reserve,
        ParameterType.STRING,
        ParameterType.BITFIELD,
        ParameterType.BOOL);
    table.admin(
        "SectorNumReserveCount", this::reserveCount, ParameterType.STRING, ParameterType.UINT64);
    table.admin("SectorNumFree", call -> free(call.text(0)), ParameterType.STRING);
  }

  private synchronized JsonNode reserve(Parameters call) {
    SectorNumbers wanted = LotusJson.numbers(call.node(1));
    keep(call.text(0), wanted, call.flag(2));
    return NullNode.instance;
  }

  private void keep(String name, SectorNumbers wanted, boolean force) {
    if (!name.matches("[a-zA-Z0-9_-]+")) {
      throw RpcFault.application("reservation name \"%s\" is not valid".formatted(name));
    }
    Map<String, SectorNumbers> all = repo.getReservations();
    if (!force) {
      if (all.containsKey(name)) {
        throw RpcFault.application("reservation with this name already exists");
      }
      SectorNumbers taken = repo.getReserved().union(allocated()).intersect(wanted);
      if (!taken.isEmpty()) {
        throw RpcFault.application(
            "there are overlapping reservations or allocations: " + taken.count() + " numbers");
      }
    }
    SectorNumbers others = repo.getReserved().subtract(all.getOrDefault(name, SectorNumbers.EMPTY));
    put(RESERVED + "/" + name, wanted);
    put(RESERVED, others.union(wanted));
  }

  private SectorNumbers allocated() {
    return repo.getAllocated().orElse(SectorNumbers.EMPTY);
  }

  private void put(String key, SectorNumbers numbers) {
    metadata.put(key, new CborWriter().writeSectorNumbers(numbers).toBytes());
  }

  private synchronized JsonNode reserveCount(Parameters call) {
    SectorNumbers inUse = repo.getReserved().union(allocated()).union(chain.allocated());
    SectorNumbers lowest = SectorNumbers.EMPTY;
    for (long left = call.number(1); left > 0; left--) {
      lowest = lowest.union(SectorNumbers.of(inUse.union(lowest).lowestFree()));
    }
    keep(call.text(0), lowest, false);
    return LotusJson.bitfield(lowest);
  }

  private synchronized JsonNode free(String name) {
    SectorNumbers held = repo.getReservations().get(name);
    if (held == null) {
      throw RpcFault.application("no reservation with this name");
    }
    metadata.delete(RESERVED + "/" + name);
    put(RESERVED, repo.getReserved().subtract(held));
    return NullNode.instance;
  }
}
