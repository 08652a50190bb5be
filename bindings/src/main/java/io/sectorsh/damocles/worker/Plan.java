package io.sectorsh.damocles.worker;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a thread of a worker does with sectors, as its configuration names it. */
public enum Plan {
  /** Seals new sectors; the default. */
  SEALER,
  /** Puts data into sectors that are sealed already. */
  SNAPUP,
  /** Makes lost files of sectors again. */
  REBUILD,
  /** Gets the data out of sealed sectors. */
  UNSEAL,
  /** Proves windows; needs no directory. */
  WDPOST;

  /** The word as configuration files have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The plan of that word.
   *
   * @throws OperatorException BAD_VALUE if there is none; a worker would not start with it
   */
  public static Plan of(String word) {
    for (Plan plan : values()) {
      if (plan.word().equals(word)) {
        return plan;
      }
    }
    throw new OperatorException(
        ErrorCode.BAD_VALUE,
        "workers have no such plan",
        word,
        "Plans are "
            + Stream.of(values()).map(Plan::word).collect(Collectors.joining(", "))
            + ", in small letters.");
  }

  @Override
  public String toString() {
    return word();
  }
}
