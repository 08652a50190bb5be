package io.sectorsh.lotus.miner;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.jsonrpc.BulkAnswer;
import java.util.Optional;

/**
 * A sector of a bulk read: its status, or why it has none.
 *
 * @param number the number that was asked for
 * @param status what lotus-miner tells; absent if it has no record of the sector, or a problem
 * @param problem why the status could not be had
 */
public record SectorRead(
    long number, Optional<SectorStatus> status, Optional<OperatorException> problem) {
  SectorRead withStatus(Optional<SectorStatus> other) {
    return new SectorRead(number, other, problem);
  }

  static SectorRead of(BulkAnswer<Long> answer) {
    long number = answer.key();
    if (answer.failure().isPresent()) {
      OperatorException failure = answer.failure().get();
      return SectorStatus.isAbsent(failure)
          ? new SectorRead(number, Optional.empty(), Optional.empty())
          : new SectorRead(number, Optional.empty(), answer.failure());
    }
    try {
      return new SectorRead(
          number, Optional.of(SectorStatus.of(answer.result())), Optional.empty());
    } catch (OperatorException malformed) {
      return new SectorRead(number, Optional.empty(), Optional.of(malformed));
    }
  }
}
