package io.sectorsh.lotus.record;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.MalformedValueException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One key of lotus-miner's sectors, whether or not its record can be read.
 *
 * @param key such as {@code /sectors/12}
 * @param sector the record, if lotus could read it
 * @param problem what is wrong with it, if something is
 */
public record SectorRecord(
    String key, Optional<SectorInfo> sector, Optional<OperatorException> problem) {

  /**
   * Reads what is stored under a key; what cannot be decoded is told as the problem.
   *
   * @param repo where it comes from, for errors
   */
  public static SectorRecord read(String repo, String key, byte[] value) {
    OptionalLong number = LotusKeys.sectorNumber(key);
    if (number.isEmpty()) {
      return failed(repo, key, new MalformedValueException("the key is not a sector number"));
    }
    try {
      SectorInfo sector = SectorInfo.decode(number.getAsLong(), value);
      return new SectorRecord(key, Optional.of(sector), mismatch(repo, key, sector));
    } catch (MalformedValueException malformed) {
      return failed(repo, key, malformed);
    }
  }

  /** The record, or the failure of reading it. */
  public SectorInfo readable() {
    return sector.orElseThrow(() -> problem.orElseThrow());
  }

  private static Optional<OperatorException> mismatch(String repo, String key, SectorInfo sector) {
    return sector.isNumberMismatched()
        ? Optional.of(
            new OperatorException(
                ErrorCode.DAMAGED,
                "the record says that it is sector " + sector.getRecordedNumber(),
                repo + " " + key,
                "Do not restart or remove it through lotus-miner, which would act on sector "
                    + sector.getRecordedNumber()
                    + "."))
        : Optional.empty();
  }

  private static SectorRecord failed(String repo, String key, MalformedValueException malformed) {
    return new SectorRecord(key, Optional.empty(), Optional.of(damaged(repo, key, malformed)));
  }

  /** The value of a key cannot be read. */
  public static OperatorException damaged(
      String repo, String key, MalformedValueException malformed) {
    return new OperatorException(
        ErrorCode.DAMAGED,
        "the record cannot be read: " + malformed.getMessage(),
        repo + " " + key,
        "Keep a copy of the repository; lotus-miner cannot list its sectors either while this"
            + " record is there.",
        malformed);
  }

  /** The number in the key, if it is one. */
  public OptionalLong number() {
    return LotusKeys.sectorNumber(key);
  }
}
