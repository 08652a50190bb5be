package io.sectorsh.damocles.change;

import io.sectorsh.damocles.manager.DamoclesManager;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lotus.chain.LotusNode;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * What a change of a sector asks.
 *
 * @param manager whose sector it is
 * @param nodes a chain node set on the miner of that actor number; throws NOT_CONFIGURED if there
 *     is none
 */
public record SectorSystems(DamoclesManager manager, LongFunction<LotusNode> nodes) {
  /** The chain node; empty if none is configured. */
  Optional<LotusNode> node(long miner) {
    try {
      return Optional.of(nodes.apply(miner));
    } catch (OperatorException missing) {
      if (missing.code() == ErrorCode.NOT_CONFIGURED) {
        return Optional.empty();
      }
      throw missing;
    }
  }
}
