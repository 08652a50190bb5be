package io.sectorsh.migration;

import java.util.Objects;

/** What a look at the world says about an action. */
public sealed interface Inspection {
  /** Its effect is there, whole. */
  record Done() implements Inspection {
    @Override
    public String words() {
      return "done";
    }
  }

  /**
   * Its effect is not there, and it can be done.
   *
   * @param fingerprint a text that changes when anything changes that the action depends on; see
   *     {@link Fingerprint}
   */
  record NotDone(String fingerprint) implements Inspection {
    /** Checks. */
    public NotDone {
      Objects.requireNonNull(fingerprint);
    }

    @Override
    public String words() {
      return "not done";
    }
  }

  /**
   * The world is neither as before nor as after: doing it would destroy something or cannot work.
   *
   * @param reason what stands in the way, a short clause
   * @param next what the operator can do, an imperative sentence
   */
  record Conflict(String reason, String next) implements Inspection {
    /** Checks. */
    public Conflict {
      Objects.requireNonNull(reason);
      Objects.requireNonNull(next);
    }

    @Override
    public String words() {
      return "in conflict: " + reason;
    }
  }

  /** It in words, such as {@code in conflict: the target exists}. */
  String words();

  /** Its effect is there. */
  static Inspection done() {
    return new Done();
  }

  /** Its effect is not there. */
  static Inspection notDone(String fingerprint) {
    return new NotDone(fingerprint);
  }

  /** Something stands in the way. */
  static Inspection conflict(String reason, String next) {
    return new Conflict(reason, next);
  }
}
