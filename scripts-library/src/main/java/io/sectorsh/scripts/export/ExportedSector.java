package io.sectorsh.scripts.export;

/**
 * What the export does with one sector.
 *
 * @param number the sector's number
 * @param damocles its state in damocles, in the words of {@code damocles.sectors}
 * @param outcome what is done
 * @param lotusState the state word written to lotus; empty when nothing is written
 * @param note why it is left out, or what is special about the record
 * @param notHeld members of damocles that lotus has no place for
 */
public record ExportedSector(
    long number, String damocles, Outcome outcome, String lotusState, String note, String notHeld) {

  /** What an export does with a sector. */
  public enum Outcome {
    /** A record is written (or would be, in a preview). */
    WRITE,
    /** The record that is there is replaced; it is kept for a rollback. */
    REPLACE,
    /** The repository has a record of that number, which stays as it is. */
    KEEP,
    /** Nothing is written; the note says why. */
    SKIP;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
