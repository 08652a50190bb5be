package io.sectorsh.lotus.repo;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.leveldb.LevelDbEdit;
import io.sectorsh.lotus.record.LotusKeys;
import io.sectorsh.lotus.record.NumberAssigner;
import io.sectorsh.lotus.record.NumberSets;
import io.sectorsh.lotus.record.Uvarint;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The keys of lotus' number assigner in an edit, under lotus' own rules
 * (storage/pipeline/numassign.go) and one more: no number that was used becomes free.
 */
final class NumberEdit {
  private static final Predicate<String> NAME =
      Pattern.compile("[a-zA-Z0-9_-]+").asMatchPredicate();

  private final String repo;
  private final LevelDbEdit database;
  private final SectorNumbers allocatedBefore;
  private final Map<String, SectorNumbers> reservations;
  private final Map<String, SectorNumbers> reservedNow = new TreeMap<>();
  private final Set<String> freed = new TreeSet<>();
  private NumberAssigner numbers;

  NumberEdit(
      LotusRepo repo,
      LevelDbEdit database,
      NumberAssigner numbers,
      Map<String, SectorNumbers> reservations) {
    this.repo = repo.toString();
    this.database = database;
    this.numbers = numbers;
    this.allocatedBefore = numbers.allocatedAsRead();
    this.reservations = reservations;
  }

  static NumberEdit of(LotusRepo repo, LevelDbEdit database) {
    if (!database.isPresent()) {
      NumberAssigner nothing =
          new NumberAssigner(Optional.empty(), OptionalLong.empty(), SectorNumbers.EMPTY);
      return new NumberEdit(repo, database, nothing, new TreeMap<>());
    }
    try (RepoSnapshot stored = repo.snapshotOfContent()) {
      return new NumberEdit(
          repo, database, stored.numberAssigner(), new TreeMap<>(stored.getReservations()));
    }
  }

  NumberAssigner numbers() {
    return numbers;
  }

  void setNextid(long last) {
    OptionalLong stored = numbers.nextid();
    if (last < 0 || stored.isPresent() && last < stored.getAsLong()) {
      throw refused(
          "nextid would go back from " + stored.orElse(0) + " to " + last,
          "Give " + stored.orElse(0) + " or more.");
    }
    numbers = new NumberAssigner(numbers.allocated(), OptionalLong.of(last), numbers.reserved());
    database.put(LotusKeys.bytes(LotusKeys.NEXT_ID), Uvarint.encode(last));
  }

  void setAllocated(SectorNumbers all) {
    SectorNumbers lost =
        allocatedBefore.union(numbers.allocated().orElse(SectorNumbers.EMPTY)).subtract(all);
    if (!lost.isEmpty()) {
      throw refused(
          "numbers would count as free again: " + lost,
          "Add to the stored numbers instead: addAllocated(...)");
    }
    numbers = new NumberAssigner(Optional.of(all), numbers.nextid(), numbers.reserved());
    database.put(LotusKeys.bytes(LotusKeys.ALLOCATED), encoded(all));
  }

  void addAllocated(SectorNumbers more) {
    if (!more.subtract(numbers.allocatedAsRead()).isEmpty()) {
      setAllocated(numbers.allocatedAsRead().union(more));
    }
  }

  /** Records need their numbers kept, however the numbers were set. */
  void protect(SectorNumbers records) {
    addAllocated(records.subtract(numbers.inUse(SectorNumbers.EMPTY)));
  }

  void reserve(String name, SectorNumbers wanted, boolean force) {
    if (!NAME.test(name)) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "not a name of a reservation: " + name,
          repo,
          "Use letters, digits, _ and - only, as lotus does.");
    }
    if (!force) {
      checkFree(name, wanted);
    }
    SectorNumbers others = withoutReservation(name);
    reservations.put(name, wanted);
    reservedNow.put(name, wanted);
    freed.remove(name);
    database.put(reservationKey(name), encoded(wanted));
    setReserved(others.union(wanted));
  }

  private void checkFree(String name, SectorNumbers wanted) {
    if (reservations.containsKey(name)) {
      throw refused(
          "there is a reservation " + name + " already: " + reservations.get(name),
          "Choose another name, or replaceReservation(...).");
    }
    SectorNumbers taken = wanted.intersect(numbers.allocatedAsRead().union(numbers.reserved()));
    if (!taken.isEmpty()) {
      throw refused(
          "numbers are allocated or reserved already: " + taken,
          "Leave them out, or replaceReservation(...).");
    }
  }

  void free(String name) {
    if (!reservations.containsKey(name)) {
      throw new OperatorException(
          ErrorCode.NOT_FOUND,
          "no reservation " + name,
          repo,
          "There are: "
              + (reservations.isEmpty() ? "none" : String.join(", ", reservations.keySet())));
    }
    SectorNumbers others = withoutReservation(name);
    reservations.remove(name);
    if (reservedNow.remove(name) == null || isStored(name)) {
      freed.add(name);
    }
    database.delete(reservationKey(name));
    setReserved(others);
  }

  private boolean isStored(String name) {
    return database.getBefore(reservationKey(name)).isPresent();
  }

  /** Numbers that another reservation holds as well stay reserved, unlike in lotus. */
  private SectorNumbers withoutReservation(String name) {
    SectorNumbers rest =
        numbers.reserved().subtract(reservations.getOrDefault(name, SectorNumbers.EMPTY));
    for (Map.Entry<String, SectorNumbers> other : reservations.entrySet()) {
      if (!other.getKey().equals(name)) {
        rest = rest.union(other.getValue());
      }
    }
    return rest;
  }

  private void setReserved(SectorNumbers reserved) {
    numbers = new NumberAssigner(numbers.allocated(), numbers.nextid(), reserved);
    database.put(LotusKeys.bytes(LotusKeys.RESERVED), encoded(reserved));
  }

  private static byte[] reservationKey(String name) {
    return LotusKeys.bytes(LotusKeys.RESERVATIONS + name);
  }

  private byte[] encoded(SectorNumbers set) {
    try {
      return NumberSets.encode(set);
    } catch (IllegalArgumentException tooLong) {
      throw refused(
          String.valueOf(tooLong.getMessage()),
          "Fill the holes between the numbers: fewer ranges take less.");
    }
  }

  Map<String, SectorNumbers> reserved() {
    return reservedNow;
  }

  Set<String> freed() {
    return freed;
  }

  SectorNumbers newlyAllocated() {
    return numbers.allocatedAsRead().subtract(allocatedBefore);
  }

  private OperatorException refused(String what, String next) {
    return new OperatorException(ErrorCode.REFUSED, what, repo, next);
  }
}
