package io.sectorsh.lotus.salvage;

import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.record.LotusKeys;
import io.sectorsh.lotus.record.NumberList;
import io.sectorsh.lotus.record.NumberSets;
import io.sectorsh.lotus.record.Uvarint;
import java.util.OptionalLong;

/**
 * Gathers every number that any source has seen in use, so that the new repository gives none of
 * them out again.
 */
final class SalvageNumbers {
  private final NumberList written = new NumberList();
  private final NumberList seen = new NumberList();
  private SectorNumbers allocated = SectorNumbers.EMPTY;
  private SectorNumbers reserved = SectorNumbers.EMPTY;
  private SectorNumbers elsewhere = SectorNumbers.EMPTY;
  private boolean allocatedIsCurrent;
  private boolean nextidIsCurrent;
  private boolean allocatedKnown;
  private OptionalLong nextid = OptionalLong.empty();

  /** Takes in what a source has under any key. */
  void see(Candidate candidate) {
    String key = candidate.keyText();
    LotusKeys.sectorNumber(key.startsWith(LotusKeys.SECTORS) ? key : LotusKeys.SECTORS)
        .ifPresent(seen::add);
    if (candidate.isDeleted()) {
      return;
    }
    try {
      seeNumbers(key, candidate);
    } catch (MalformedValueException unreadable) {
      return;
    }
  }

  private void seeNumbers(String key, Candidate candidate) {
    byte[] value = candidate.value();
    if (key.equals(LotusKeys.NEXT_ID)) {
      nextid = OptionalLong.of(Math.max(Uvarint.decode(value), nextid.orElse(0)));
      nextidIsCurrent |= candidate.isCurrent();
    } else if (key.equals(LotusKeys.ALLOCATED)) {
      allocated = allocated.union(NumberSets.decode(value));
      allocatedKnown = true;
      allocatedIsCurrent |= candidate.isCurrent();
    } else if (key.equals(LotusKeys.RESERVED) || key.startsWith(LotusKeys.RESERVATIONS)) {
      reserved = reserved.union(NumberSets.decode(value));
    }
  }

  /** Numbers that the chain or sector files show to be in use. */
  void seeElsewhere(SectorNumbers numbers) {
    elsewhere = elsewhere.union(numbers);
  }

  /** A sector whose record is in the new repository. */
  void written(long number) {
    written.add(number);
  }

  SectorNumbers records() {
    return written.toNumbers();
  }

  /** Whether the key is one of those that are computed at the end instead of being copied. */
  static boolean isComputed(String key) {
    return key.equals(LotusKeys.NEXT_ID)
        || key.equals(LotusKeys.ALLOCATED)
        || key.equals(LotusKeys.RESERVED);
  }

  /**
   * The numbers that count as given out: all that were seen; if the stored ones are not proven to
   * be the last, also all below the highest, since some may have been given out unseen.
   */
  SectorNumbers allocated() {
    SectorNumbers all = allocated.union(seen.toNumbers()).union(elsewhere);
    boolean sure = allocatedKnown ? allocatedIsCurrent : nextidIsCurrent;
    if (!sure || !allocatedKnown) {
      long highest = Math.max(all.last().orElse(-1), nextid.orElse(-1));
      return highest < 0 ? all : all.union(SectorNumbers.range(0, highest));
    }
    return nextid.isPresent() ? all.union(SectorNumbers.of(nextid.getAsLong())) : all;
  }

  SectorNumbers reserved() {
    return reserved;
  }

  /** The highest number that was ever given out; empty if none was. */
  OptionalLong nextid() {
    OptionalLong highest = allocated().last();
    return highest.isPresent() ? highest : nextid;
  }
}
