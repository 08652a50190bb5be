package io.sectorsh.lotus.repo;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.record.LotusKeys;
import io.sectorsh.lotus.record.NumberList;
import io.sectorsh.lotus.record.NumberSets;
import io.sectorsh.lotus.record.SectorRecord;
import io.sectorsh.lotus.record.Uvarint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Looks at every key of a repository, and at last at whether they fit together. */
final class RecordReview {
  private static final int MOST_LISTED = 1000;

  private final String repo;
  private final List<RepoFinding> findings = new ArrayList<>();
  private final NumberList records = new NumberList();
  private long notListed;
  private boolean minerKnown;
  private Optional<SectorNumbers> allocated = Optional.empty();
  private OptionalLong nextid = OptionalLong.empty();
  private SectorNumbers reserved = SectorNumbers.EMPTY;
  private SectorNumbers reservations = SectorNumbers.EMPTY;

  RecordReview(String repo) {
    this.repo = repo;
  }

  void accept(String key, byte[] value) {
    if (key.startsWith(LotusKeys.SECTORS)) {
      sector(key, value);
    } else if (key.equals(LotusKeys.MINER_ADDRESS)) {
      minerKnown = true;
      decode(key, value, Address::fromBytes);
    } else if (key.equals(LotusKeys.NEXT_ID)) {
      nextid = decode(key, value, Uvarint::decode).map(OptionalLong::of).orElse(nextid);
    } else if (key.equals(LotusKeys.ALLOCATED)) {
      allocated = decode(key, value, NumberSets::decode);
    } else if (key.equals(LotusKeys.RESERVED)) {
      reserved = decode(key, value, NumberSets::decode).orElse(reserved);
    } else if (key.startsWith(LotusKeys.RESERVATIONS)) {
      reservations =
          decode(key, value, NumberSets::decode).map(reservations::union).orElse(reservations);
    }
  }

  private void sector(String key, byte[] value) {
    SectorRecord record = SectorRecord.read(repo, key, value);
    record.number().ifPresent(records::add);
    record.problem().ifPresent(problem -> add(RepoFinding.of(kind(record), key, problem.what())));
  }

  private static RepoProblem kind(SectorRecord record) {
    return record
        .sector()
        .map(
            sector ->
                sector.getRecordedNumber() == 0
                    ? RepoProblem.PHANTOM_RECORD
                    : RepoProblem.NUMBER_MISMATCH)
        .orElse(RepoProblem.RECORD_UNREADABLE);
  }

  private <T> Optional<T> decode(String key, byte[] value, Function<byte[], T> form) {
    try {
      return Optional.of(form.apply(value));
    } catch (MalformedValueException malformed) {
      add(
          RepoFinding.of(
              RepoProblem.VALUE_UNREADABLE, key, String.valueOf(malformed.getMessage())));
      return Optional.empty();
    }
  }

  private void add(RepoFinding finding) {
    if (findings.size() < MOST_LISTED) {
      findings.add(finding);
    } else {
      notListed++;
    }
  }

  /** What is wrong with the keys and with all of them together; to be asked once, at the end. */
  List<RepoFinding> finish() {
    if (!minerKnown) {
      add(RepoFinding.of(RepoProblem.KEY_MISSING, LotusKeys.MINER_ADDRESS, "is missing"));
    }
    checkNumbers(records.toNumbers());
    if (!reserved.equals(reservations)) {
      String what =
          "reserved are " + reserved + ", by the reservations it should be " + reservations;
      add(RepoFinding.of(RepoProblem.RESERVATIONS_DIFFER, LotusKeys.RESERVED, what));
    }
    return findings;
  }

  private void checkNumbers(SectorNumbers inUse) {
    if (allocated.isEmpty() && nextid.isEmpty()) {
      if (!inUse.isEmpty()) {
        add(
            RepoFinding.of(
                RepoProblem.KEY_MISSING,
                LotusKeys.ALLOCATED,
                "and " + LotusKeys.NEXT_ID + " are missing"));
      }
      return;
    }
    SectorNumbers given = LotusRepo.allocatedAsRead(allocated, nextid);
    String key = allocated.isPresent() ? LotusKeys.ALLOCATED : LotusKeys.NEXT_ID;
    SectorNumbers free = inUse.subtract(given);
    if (!free.isEmpty()) {
      add(
          RepoFinding.of(
              RepoProblem.NUMBERS_BEHIND, key, "numbers with records count as free: " + free));
    }
    if (nextid.isPresent() && !given.contains(nextid.getAsLong())) {
      String what = "the number assigned last, " + nextid.getAsLong() + ", counts as free";
      add(RepoFinding.of(RepoProblem.NUMBERS_BEHIND, key, what));
    }
  }

  long sectors() {
    return records.count();
  }

  long notListed() {
    return notListed;
  }
}
