package io.sectorsh.lab.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.lab.transport.RpcSocket;
import java.util.Optional;

/** The changes of the head, as ChainNotify sends them: the current one, then one for each epoch. */
public final class HeadFeed implements RpcSocket.Feed {
  private final SimulatedClock clock;
  private final TipSets tipSets;
  private long next = -1;

  /** A feed for each who subscribes. */
  public static RpcSocket.Source source(SimulatedClock clock, TipSets tipSets) {
    return new RpcSocket.Source() {
      @Override
      public int parameters() {
        return 0;
      }

      @Override
      public RpcSocket.Feed open(JsonNode parameters) {
        return new HeadFeed(clock, tipSets);
      }
    };
  }

  /** From the head as it is now. */
  HeadFeed(SimulatedClock clock, TipSets tipSets) {
    this.clock = clock;
    this.tipSets = tipSets;
  }

  @Override
  public Optional<JsonNode> next() {
    long head = clock.head();
    if (next < 0) {
      next = head + 1;
      return Optional.of(change("current", head));
    }
    return next > head ? Optional.empty() : Optional.of(change("apply", next++));
  }

  private JsonNode change(String type, long epoch) {
    ObjectNode change = GoJson.object().put("Type", type);
    change.set("Val", tipSets.tipSet(epoch));
    return GoJson.array().add(change);
  }
}
