package io.sectorsh.lotus.record;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.MalformedValueException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What lotus-miner demands of a record beyond its CBOR form, whose limits {@link SectorInfo} checks
 * when it reads or builds one.
 */
public final class SectorRules {
  private SectorRules() {}

  /** Returns if lotus would work with the record. */
  public static void check(SectorInfo sector, String repo) {
    String where = repo + " " + LotusKeys.SECTORS + sector.getSectorNumber();
    if (!sector.hasMember("SectorNumber")) {
      throw refused(
          "the record has no SectorNumber; lotus-miner would act on sector 0",
          where,
          "Build it with SectorInfo.builder(number) or toBuilder(number).");
    }
    if (sector.isNumberMismatched()) {
      throw refused(
          "the record says that it is sector " + sector.getRecordedNumber(),
          where,
          "Use toBuilder(" + sector.getSectorNumber() + "), which changes the number inside too.");
    }
    checkState(sector.getState(), where);
  }

  private static void checkState(String state, String where) {
    if (SectorState.ofWord(state).isEmpty()) {
      throw refused(
          state.isEmpty() ? "the record has no state" : "lotus-miner knows no state " + state,
          where,
          similar(state)
              .map(known -> "Did you mean " + known + "?")
              .orElse("Give one of: SectorState.values()"));
    }
  }

  private static Optional<SectorState> similar(String state) {
    String wanted = state.toLowerCase(Locale.ROOT);
    return Arrays.stream(SectorState.values())
        .filter(known -> known.word().toLowerCase(Locale.ROOT).equals(wanted))
        .findFirst();
  }

  /** A record from bytes that somebody else made. */
  public static SectorInfo decode(String key, byte[] record, String repo) {
    long number =
        LotusKeys.sectorNumber(key)
            .orElseThrow(
                () ->
                    refused(
                        "not the key of a sector",
                        repo + " " + key,
                        "Write the number plainly, such as /sectors/12."));
    try {
      return SectorInfo.decode(number, record.clone());
    } catch (MalformedValueException malformed) {
      throw refused(
          "lotus-miner could not read the record: " + malformed.getMessage(),
          repo + " " + key,
          "One such record keeps lotus-miner from listing any sector: mend it first.");
    }
  }

  private static OperatorException refused(String what, String where, String next) {
    return new OperatorException(ErrorCode.REFUSED, what, where, next);
  }
}
