package io.sectorsh.proofs.explain;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/**
 * What a failed proof's exit code and words mean (go-state-types exitcode, specs-actors
 * miner_actor.go).
 */
final class ExitCodes {
  private static final long ILLEGAL_ARGUMENT = 16;

  private static final Map<Long, Meaning> BY_CODE =
      Map.ofEntries(
          entry(
              2L,
              new Meaning(
                  CauseKind.MESSAGE_FAILED,
                  "the sender's nonce or balance was wrong when the message was executed")),
          entry(
              6L, new Meaning(CauseKind.SENDER_BROKE, "the sender could not pay for the message")),
          entry(7L, new Meaning(CauseKind.OUT_OF_GAS, "the message ran out of gas")),
          entry(
              18L,
              new Meaning(
                  CauseKind.NOT_CONTROL_ADDRESS,
                  "the sender is none of the miner's control addresses")),
          entry(
              19L,
              new Meaning(
                  CauseKind.FEE_DEBT,
                  "the miner owes fees and cannot pay them, so recoveries fail")));

  /** Parts of the actor's words under code 16, which stands for any bad argument. */
  private static final List<Map.Entry<String, Meaning>> BY_WORDS =
      List.of(
          entry(
              "randomness mismatched",
              new Meaning(
                  CauseKind.REORGANIZED,
                  "the proof carries randomness of another branch of the chain")),
          entry(
              "commit epoch",
              new Meaning(
                  CauseKind.REORGANIZED, "the proof carries an epoch of another branch or window")),
          entry(
              "invalid deadline",
              new Meaning(CauseKind.LANDED_LATE, "the message landed when its window had closed")),
          entry(
              "too many partitions",
              new Meaning(
                  CauseKind.TOO_MANY_PARTITIONS,
                  "the message proves more partitions than one may")),
          entry(
              "no active sectors",
              new Meaning(CauseKind.ALL_SKIPPED, "the proof left out every sector")),
          entry(
              "window post failed",
              new Meaning(CauseKind.PROOF_REJECTED, "the chain found the proof wrong")),
          entry(
              "invalid post",
              new Meaning(CauseKind.PROOF_REJECTED, "the chain found the proof wrong")));

  private ExitCodes() {}

  /**
   * A meaning.
   *
   * @param text a sentence
   */
  record Meaning(CauseKind kind, String text) {}

  static Meaning of(long code, String words) {
    if (code == ILLEGAL_ARGUMENT) {
      String lower = words.toLowerCase(java.util.Locale.ROOT);
      for (Map.Entry<String, Meaning> known : BY_WORDS) {
        if (lower.contains(known.getKey())) {
          return known.getValue();
        }
      }
    }
    return BY_CODE.getOrDefault(
        code, new Meaning(CauseKind.MESSAGE_FAILED, "the message failed with exit code " + code));
  }

  /** A second proof of the same partition: the first one counts. */
  static boolean isHarmless(String words) {
    return words.contains("already proven");
  }
}
