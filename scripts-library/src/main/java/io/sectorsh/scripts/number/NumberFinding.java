package io.sectorsh.scripts.number;

import io.sectorsh.filecoin.SectorNumbers;
import java.util.Locale;

/**
 * Something about sector numbers that an operator should know.
 *
 * @param weight how bad it is
 * @param what in half a sentence
 * @param numbers which ones
 * @param next what to do about it; empty if nothing
 */
public record NumberFinding(Weight weight, String what, SectorNumbers numbers, String next) {
  /** How bad a finding is. */
  public enum Weight {
    /** A number may be given out twice. */
    COLLISION,
    /** Nothing is in danger. */
    NOTE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
