package io.sectorsh.scripts.export;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.profile.Profile;
import io.sectorsh.scripts.WrongUsageException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asks of {@code export metadata}.
 *
 * @param miner whose sectors
 * @param destinationRepo the stopped lotus-miner's repository
 * @param lastUsedNumber the last number that counts as used, so that lotus goes on with the one
 *     after it; it never lowers anything
 * @param onlyNumber whether only the number assigner's state is written, no sector record
 * @param numbers only these sectors; empty means all
 * @param withoutChain whether to leave the chain out although a node is configured
 * @param apply whether to write; otherwise a preview
 */
public record ExportRequest(
    Address miner,
    Path destinationRepo,
    OptionalLong lastUsedNumber,
    boolean onlyNumber,
    Optional<SectorNumbers> numbers,
    boolean withoutChain,
    boolean apply) {

  /**
   * The request that the script's options make.
   *
   * @param profile stands in for what is null
   * @throws WrongUsageException when options are missing or contradict each other
   */
  public static ExportRequest of(
      Profile profile,
      @Nullable Address miner,
      @Nullable String destinationRepo,
      @Nullable Long lastUsedNumber,
      boolean onlyNumber,
      @Nullable SectorNumbers numbers,
      boolean withoutChain,
      boolean apply) {
    checkNumber(lastUsedNumber, onlyNumber);
    return new ExportRequest(
        Optional.ofNullable(miner).or(profile::miner).orElseThrow(() -> missing("--miner t04079")),
        Optional.ofNullable(destinationRepo)
            .map(Path::of)
            .or(profile::lotusMinerRepo)
            .orElseThrow(() -> missing("--dest-repo /data/lotusminer"))
            .toAbsolutePath()
            .normalize(),
        lastUsedNumber == null ? OptionalLong.empty() : OptionalLong.of(lastUsedNumber),
        onlyNumber,
        Optional.ofNullable(numbers),
        withoutChain,
        apply);
  }

  private static void checkNumber(@Nullable Long lastUsedNumber, boolean onlyNumber) {
    if (onlyNumber && lastUsedNumber == null) {
      throw new WrongUsageException(
          "--only-next-number without --next-number",
          "Add --next-number N, best the highest number ever sealed.");
    }
    if (lastUsedNumber != null && lastUsedNumber < 0) {
      throw new WrongUsageException(
          "--next-number " + lastUsedNumber + " is negative", "Give a sector number, 0 or more.");
    }
  }

  private static WrongUsageException missing(String example) {
    return new WrongUsageException(
        "no " + example.split(" ", 2)[0] + " given, and the profile has none",
        "Add it, such as " + example + ".");
  }
}
