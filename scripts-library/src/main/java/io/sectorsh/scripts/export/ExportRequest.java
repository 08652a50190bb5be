package io.sectorsh.scripts.export;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.scripts.MigrationOptions.Way;
import io.sectorsh.scripts.WrongUsageException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an operator asks of {@code export metadata}.
 *
 * @param miner whose sectors
 * @param destinationRepo the stopped lotus-miner's repository
 * @param lastUsedNumber the last number that counts as used, so that lotus goes on with the one
 *     after it; it never lowers anything
 * @param onlyNumber whether only the number assigner's state is written, no sector record
 * @param numbers only these sectors; empty means all
 * @param override whether records that lotus has are replaced
 * @param way preview, apply, resume or roll back
 */
public record ExportRequest(
    Address miner,
    Path destinationRepo,
    OptionalLong lastUsedNumber,
    boolean onlyNumber,
    Optional<SectorNumbers> numbers,
    boolean override,
    Way way) {

  /**
   * Checks.
   *
   * @throws WrongUsageException when options contradict each other
   */
  public ExportRequest {
    destinationRepo = destinationRepo.toAbsolutePath().normalize();
    if (onlyNumber && lastUsedNumber.isEmpty()) {
      throw new WrongUsageException(
          "--only-next-number without --next-number",
          "Add --next-number N, best the highest number ever sealed.");
    }
    if (lastUsedNumber.orElse(0) < 0) {
      throw new WrongUsageException(
          "--next-number " + lastUsedNumber.getAsLong() + " is negative",
          "Give a sector number, 0 or more.");
    }
  }

  boolean isPreview() {
    return way == Way.PLAN;
  }

  /** By what a later run finds the migration again. */
  String migrationName() {
    return "export metadata of " + miner + " to " + destinationRepo;
  }
}
