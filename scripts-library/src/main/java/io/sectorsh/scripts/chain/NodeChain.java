package io.sectorsh.scripts.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.jsonrpc.BulkAnswer;
import io.sectorsh.jsonrpc.RpcRejectedException;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.record.DealLabel;
import io.sectorsh.lotus.record.DealProposal;
import io.sectorsh.rows.RowCursor;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What a node says, all of it as of one tipset. */
public final class NodeChain implements ChainFacts {
  private final LotusNode node;
  private final SectorNumbers allocated;
  private final Map<Long, OnChain> sectors = new HashMap<>();
  private final Map<Address, OptionalLong> actors = new HashMap<>();
  private final Map<Long, DealProposal> expected = new HashMap<>();

  private NodeChain(LotusNode node) {
    this.node = node;
    this.allocated = node.minerAllocated();
    node.minerSectors()
        .forEach(
            sector ->
                sectors.put(
                    sector.number(),
                    new OnChain(
                        sector.sealedCid(),
                        sector.sectorKeyCid(),
                        sector.activation(),
                        sector.expiration())));
  }

  /** Reads the miner's sectors; about 300 bytes of memory for each. */
  public static NodeChain read(LotusNode node, Address miner) {
    return new NodeChain(node.of(miner).at(node.chainHead()));
  }

  @Override
  public boolean isKnown() {
    return true;
  }

  @Override
  public Optional<OnChain> sector(long number) {
    return Optional.ofNullable(sectors.get(number));
  }

  @Override
  public OptionalLong highestAllocated() {
    return allocated.last();
  }

  @Override
  public void expectDeals(Set<Long> dealIds) {
    expected.clear();
    try (RowCursor<BulkAnswer<Long>> answers = node.storageDeals(dealIds)) {
      while (answers.hasNext()) {
        BulkAnswer<Long> answer = answers.next();
        if (answer.failure().isEmpty()) {
          expected.put(answer.key(), proposal(answer.result().path("Proposal")));
        }
      }
    }
  }

  /** Filecoin.StateMarketStorageDeal: a deal that has ended is no longer there. */
  @Override
  public Optional<DealProposal> deal(long dealId) {
    DealProposal read = expected.get(dealId);
    return read == null ? readDeal(dealId) : Optional.of(read);
  }

  private Optional<DealProposal> readDeal(long dealId) {
    try {
      JsonNode deal = node.call("StateMarketStorageDeal", dealId, null);
      return Optional.of(proposal(deal.path("Proposal")));
    } catch (RpcRejectedException rejected) {
      if (isNotFound(rejected)) {
        return Optional.empty();
      }
      throw rejected;
    }
  }

  /** Filecoin.StateLookupID. */
  @Override
  public OptionalLong actorId(Address address) {
    return actors.computeIfAbsent(address, this::lookUp);
  }

  private OptionalLong lookUp(Address address) {
    if (address.isId()) {
      return OptionalLong.of(address.getActorId());
    }
    try {
      String id = node.call("StateLookupID", address.toString(), null).asText();
      return OptionalLong.of(Address.parse(id).getActorId());
    } catch (RpcRejectedException rejected) {
      if (isNotFound(rejected)) {
        return OptionalLong.empty();
      }
      throw rejected;
    }
  }

  private static boolean isNotFound(RpcRejectedException rejected) {
    return !rejected.getRejection().isUnknownMethod()
        && rejected.getRejection().message().contains("not found");
  }

  /** A deal's terms as every API of lotus writes them. */
  public static DealProposal proposal(JsonNode json) {
    return new DealProposal(
        Cid.parse(json.path("PieceCID").path("/").asText()),
        json.path("PieceSize").asLong(),
        json.path("VerifiedDeal").asBoolean(),
        Address.parse(json.path("Client").asText()),
        Address.parse(json.path("Provider").asText()),
        DealLabel.of(json.path("Label").asText("")),
        new ChainEpoch(json.path("StartEpoch").asLong()),
        new ChainEpoch(json.path("EndEpoch").asLong()),
        amount(json, "StoragePricePerEpoch"),
        amount(json, "ProviderCollateral"),
        amount(json, "ClientCollateral"));
  }

  private static TokenAmount amount(JsonNode json, String member) {
    return new TokenAmount(new BigInteger(json.path(member).asText("0")));
  }
}
