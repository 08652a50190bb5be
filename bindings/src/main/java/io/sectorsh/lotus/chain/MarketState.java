package io.sectorsh.lotus.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.jsonrpc.RpcRejectedException;
import io.sectorsh.jsonrpc.RpcRejection;
import io.sectorsh.lotus.calls.GuardedClient;
import io.sectorsh.lotus.calls.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Deals and verified data as the chain has them. Immutable; failures are those of {@link
 * io.sectorsh.jsonrpc.JsonRpcClient}.
 */
public final class MarketState {
  private final GuardedClient client;
  private final Supplier<Address> miner;
  private final List<Cid> tipset;

  MarketState(GuardedClient client, Supplier<Address> miner, List<Cid> tipset) {
    this.client = client;
    this.miner = miner;
    this.tipset = tipset;
  }

  /**
   * What somebody has in the market.
   *
   * @param escrow in all
   * @param locked by deals
   */
  public record Balance(TokenAmount escrow, TokenAmount locked) {
    static Balance of(Members members) {
      return new Balance(
          members.value("Escrow", TokenAmount.class), members.value("Locked", TokenAmount.class));
    }
  }

  /** A deal; empty if the market does not have it (any longer). */
  public Optional<MarketDeal> deal(long id) {
    try {
      return Optional.of(MarketDeal.of(client.call("StateMarketStorageDeal", id, tipset)));
    } catch (RpcRejectedException rejected) {
      if (rejected.getRejection().getKind() == RpcRejection.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw rejected;
    }
  }

  /** What an actor has in the market. */
  public Balance balance(Address actor) {
    return Members.read(
        client.call("StateMarketBalance", actor, tipset), "StateMarketBalance", Balance::of);
  }

  /** What a client granted and nobody has claimed. */
  public List<DataAllocation> allocations(Address whose) {
    List<DataAllocation> allocations = new ArrayList<>();
    each("StateGetAllocations", whose)
        .forEach(
            (id, json) ->
                allocations.add(
                    Members.read(
                        json,
                        "StateGetAllocations",
                        members -> DataAllocation.of(Long.parseLong(id), members))));
    return List.copyOf(allocations);
  }

  /** The verified data that the miner proves. */
  public List<DataClaim> claims() {
    List<DataClaim> claims = new ArrayList<>();
    each("StateGetClaims", miner.get())
        .forEach(
            (id, json) ->
                claims.add(
                    Members.read(
                        json,
                        "StateGetClaims",
                        members -> DataClaim.of(Long.parseLong(id), members))));
    return List.copyOf(claims);
  }

  private java.util.Map<String, JsonNode> each(String method, Address whose) {
    return Json.map(client.call(method, whose, tipset), json -> json);
  }
}
