package io.sectorsh.scripts.importing;

/**
 * What the import does with one sector.
 *
 * @param number the sector's number
 * @param lotus its state in lotus, in lotus' own word; empty if its record cannot be read
 * @param outcome what is done
 * @param damocles what it becomes in damocles, in the words of {@code damocles.sectors}; empty if
 *     nothing is written
 * @param note why it is left out, or what is special about it
 * @param notHeld members of lotus' record that damocles has no place for
 */
public record ImportedSector(
    long number, String lotus, Outcome outcome, String damocles, String note, String notHeld) {

  /** What an import does with a sector. */
  public enum Outcome {
    /** A state is put into the offline store (or would be, in a preview). */
    IMPORT,
    /** The state that is there is replaced; it is kept for a rollback. */
    REPLACE,
    /** damocles has a state of it, which stays as it is. */
    KEEP,
    /** Nothing is done; the note says why. */
    SKIP;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
