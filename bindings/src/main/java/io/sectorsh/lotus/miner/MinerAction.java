package io.sectorsh.lotus.miner;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.migration.Action;
import java.util.Set;

/** A change through lotus-miner's API; two migrations do not change one miner at the same time. */
abstract class MinerAction implements Action {
  private final LotusMiner miner;

  MinerAction(LotusMiner miner) {
    this.miner = miner;
  }

  LotusMiner miner() {
    return miner;
  }

  /** Where the miner is; the rest is the action's own. */
  @Override
  public ObjectNode parameters() {
    return JsonNodeFactory.instance.objectNode().put("api", miner.getEndpoint().getUrl());
  }

  @Override
  public final Set<String> resources() {
    return Set.of("lotus-miner:" + miner.getEndpoint().getUrl());
  }

  @Override
  public final String toString() {
    return describe();
  }
}
