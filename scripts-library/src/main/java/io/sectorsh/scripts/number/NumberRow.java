package io.sectorsh.scripts.number;

import io.sectorsh.filecoin.SectorNumbers;
import java.util.OptionalLong;

/**
 * The sector numbers that one source knows.
 *
 * @param source who
 * @param count how many
 * @param lowest the lowest of them
 * @param highest the highest of them
 * @param numbers all of them
 */
public record NumberRow(
    String source, long count, OptionalLong lowest, OptionalLong highest, SectorNumbers numbers) {
  static NumberRow of(String source, SectorNumbers numbers) {
    return new NumberRow(source, numbers.count(), numbers.first(), numbers.last(), numbers);
  }
}
