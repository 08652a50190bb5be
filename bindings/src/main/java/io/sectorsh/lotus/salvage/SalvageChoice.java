package io.sectorsh.lotus.salvage;

import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.lotus.record.LogEntry;
import io.sectorsh.lotus.record.LotusKeys;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.record.SectorRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which of several values of one key is taken.
 *
 * <p>What the database proves to be current is. Of sectors' records otherwise, the one whose own
 * log goes on longest, since every change of a record adds to it. Of other keys the database's
 * newest, then that of the other sources; what may long be deleted stays out where lotus would act
 * on it.
 *
 * @param taken the value; empty if the key is left out
 * @param note why, where that matters
 */
record SalvageChoice(Optional<Candidate> taken, String note) {
  /** Calls of workers that have ended: not logged as deleted, and of no use to another run. */
  private static final String PASSING = "/worker/";

  /** The name of the kvlog file, which is not taken along. */
  private static final String LOG_HEAD = "/backupds/log/head";

  /**
   * @param candidates the database's first, if it has one
   * @param lost whether the database may have lost a write of the key
   */
  static SalvageChoice of(List<Candidate> candidates, boolean lost) {
    Candidate first = candidates.get(0);
    boolean own = first.origin() == SalvageOrigin.METADATA;
    if (first.keyText().startsWith(LotusKeys.SECTORS)) {
      return ofSector(candidates, lost);
    }
    if (own && !first.isRetired()) {
      return first.isDeleted() ? none("") : new SalvageChoice(Optional.of(first), "");
    }
    if (!lost || isPassing(first.keyText())) {
      return none("");
    }
    return candidates.stream()
        .filter(candidate -> !candidate.isDeleted() && !candidate.isRetired())
        .findFirst()
        .or(() -> Optional.of(first).filter(candidate -> !candidate.isDeleted()))
        .map(taken -> new SalvageChoice(Optional.of(taken), "the database may have lost it"))
        .orElseGet(() -> none(""));
  }

  private static boolean isPassing(String key) {
    return key.startsWith(PASSING) || key.equals(LOG_HEAD);
  }

  private static SalvageChoice none(String note) {
    return new SalvageChoice(Optional.empty(), note);
  }

  private static SalvageChoice ofSector(List<Candidate> candidates, boolean lost) {
    Candidate first = candidates.get(0);
    boolean own = first.origin() == SalvageOrigin.METADATA;
    if (own && first.isDeleted() || !own && !lost) {
      return none("");
    }
    boolean readable = own && lastChange(first).isPresent();
    if (readable && first.isCurrent()) {
      return new SalvageChoice(Optional.of(first), "");
    }
    List<Candidate> left = new ArrayList<>(candidates);
    left.removeIf(candidate -> candidate.isDeleted() || lastChange(candidate).isEmpty());
    Optional<Candidate> newest = newest(left);
    if (newest.isEmpty()) {
      return none("lotus could not read the record");
    }
    return new SalvageChoice(newest, note(own, readable, newest.get() == first));
  }

  private static String note(boolean own, boolean readable, boolean isOwn) {
    if (isOwn) {
      return "";
    }
    return !own
        ? "the database has no record left"
        : readable
            ? "its log goes on longer than that of the database's record"
            : "lotus could not read the database's record";
  }

  private static Optional<Candidate> newest(List<Candidate> readable) {
    Optional<Candidate> newest = Optional.empty();
    long newestChange = Long.MIN_VALUE;
    for (Candidate candidate : readable) {
      long change = lastChange(candidate).orElse(Long.MIN_VALUE);
      if (newest.isEmpty() || change > newestChange) {
        newest = Optional.of(candidate);
        newestChange = change;
      }
    }
    return newest;
  }

  /** When the record's log ends, in Unix seconds, 0 if it has none; empty if unreadable. */
  private static OptionalLong lastChange(Candidate candidate) {
    try {
      SectorRecord record = SectorRecord.read("", candidate.keyText(), candidate.value());
      return record
          .sector()
          .map(SalvageChoice::lastChange)
          .map(OptionalLong::of)
          .orElseGet(OptionalLong::empty);
    } catch (MalformedValueException unreadable) {
      return OptionalLong.empty();
    }
  }

  private static long lastChange(SectorInfo sector) {
    return sector.getLog().stream().mapToLong(LogEntry::timestamp).max().orElse(0);
  }
}
