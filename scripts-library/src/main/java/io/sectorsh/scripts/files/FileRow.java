package io.sectorsh.scripts.files;

import java.util.Locale;

/**
 * What becomes of the files of one sector.
 *
 * @param number the sector's number
 * @param damocles its state in damocles, in the words of {@code damocles.sectors}
 * @param outcome what is done
 * @param from the store's directory; empty if they were not found
 * @param files which kinds go together
 * @param bytes how long they are
 * @param deadline where it is proven, and how soon; empty if that is not known
 * @param note why it is left out, or what is wrong
 * @param next what to do about that; empty if nothing
 */
public record FileRow(
    long number,
    String damocles,
    Outcome outcome,
    String from,
    String files,
    long bytes,
    String deadline,
    String note,
    String next) {

  /** What an export does with the files of a sector. */
  public enum Outcome {
    /** They are moved. */
    MOVE,
    /** They are copied. */
    COPY,
    /** They are at the destination already. */
    THERE,
    /** Nothing is to be done with this sector; the note says why. */
    SKIP,
    /** They should go, and cannot; the note says why. */
    FAILED,
    /** They should go, and the run came to its end before their turn. */
    LEFT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether its files go, or have gone. */
  boolean goes() {
    return outcome == Outcome.MOVE || outcome == Outcome.COPY;
  }

  FileRow failed(String why, String what) {
    return as(Outcome.FAILED, why, what);
  }

  FileRow left(String what) {
    return as(Outcome.LEFT, "the run came to its end before", what);
  }

  private FileRow as(Outcome other, String why, String what) {
    return new FileRow(number, damocles, other, from, files, bytes, deadline, why, what);
  }
}
