package io.sectorsh.scripts.importing;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.scripts.MigrationOptions.Way;
import java.util.Optional;

/**
 * What an operator asks of {@code import}.
 *
 * @param miner whose sectors
 * @param numbers only these; empty for all
 * @param override whether states that damocles has are replaced
 * @param way preview, apply, resume or roll back
 */
public record ImportRequest(
    Address miner, Optional<SectorNumbers> numbers, boolean override, Way way) {

  /** By what a later run finds the migration again. */
  String migrationName() {
    return "import of " + miner + " into damocles";
  }

  boolean wants(long number) {
    return numbers.map(wanted -> wanted.contains(number)).orElse(true);
  }
}
