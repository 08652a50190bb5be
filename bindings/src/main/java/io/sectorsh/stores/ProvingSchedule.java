package io.sectorsh.stores;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.ChainClock;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.lotus.chain.DeadlineInfo;
import java.time.Instant;

/**
 * When each deadline of a miner is open, by the wall clock: the periods of a miner follow each
 * other without a gap, so that no node has to be asked later.
 *
 * @param clock of the network
 * @param start the begin of any period
 * @param window epochs of a deadline
 * @param period epochs of a period
 */
public record ProvingSchedule(ChainClock clock, ChainEpoch start, long window, long period) {
  /** As a node tells of it. */
  public static ProvingSchedule of(DeadlineInfo info, ChainClock clock) {
    return new ProvingSchedule(
        clock, info.periodStart(), info.challengeWindow(), info.provingPeriod());
  }

  static ProvingSchedule read(JsonNode json) {
    return new ProvingSchedule(
        ChainClock.ofSeconds(json.path("genesis").asLong(), json.path("epochSeconds").asLong()),
        new ChainEpoch(json.path("start").asLong()),
        json.path("window").asLong(),
        json.path("period").asLong());
  }

  ObjectNode toJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("genesis", clock.genesis().getEpochSecond())
        .put("epochSeconds", clock.epochDuration().toSeconds())
        .put("start", start.value())
        .put("window", window)
        .put("period", period);
  }

  /** Epochs until a deadline opens; 0 while it is open. */
  long epochsUntil(int deadline, Instant now) {
    long into =
        Math.floorMod(clock.epochAt(now).value() - start.value() - window * deadline, period);
    return into < window ? 0 : period - into;
  }

  /** Whether a deadline is open, or opens within the length of a window: proofs are near. */
  boolean isNear(int deadline, Instant now) {
    return epochsUntil(deadline, now) <= window;
  }
}
