package io.sectorsh.damocles.manager;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.jsonrpc.Members;

/**
 * What the manager made of something that it was given.
 *
 * @param verdict what it says
 * @param description in its words; may be empty
 */
public record SubmitResult(Verdict verdict, String description) {
  /** The manager's verdict (damocles core SubmitResult). */
  public enum Verdict {
    /** It does not say. */
    UNKNOWN,
    /** It goes on from here. */
    ACCEPTED,
    /** It had the same before. */
    DUPLICATE_SUBMIT,
    /** It had another before. */
    MISMATCHED_SUBMISSION,
    /** It will not take it. */
    REJECTED,
    /** Files that belong to it are missing. */
    FILES_MISSED
  }

  static SubmitResult of(Members members) {
    long number = members.number("Res");
    Verdict[] known = Verdict.values();
    if (number < 0 || number >= known.length) {
      throw new OperatorException(
          ErrorCode.BAD_ANSWER,
          "a verdict of number " + number,
          "Res",
          "Check that the manager's version is one that is known here.");
    }
    return new SubmitResult(known[(int) number], members.text("Desc"));
  }

  /** Whether it goes on. */
  public boolean isAccepted() {
    return verdict == Verdict.ACCEPTED || verdict == Verdict.DUPLICATE_SUBMIT;
  }
}
