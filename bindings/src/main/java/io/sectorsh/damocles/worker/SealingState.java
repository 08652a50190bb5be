package io.sectorsh.damocles.worker;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.NearNames;
import io.sectorsh.errors.OperatorException;
import java.util.List;

/**
 * The words for how far a worker has come with a sector, as it reports them and as a paused thread
 * can be set to one (damocles-worker, sealing states).
 */
public final class SealingState {
  /** Every word, in the order of sealing. */
  public static final List<String> WORDS =
      List.of(
          "Empty",
          "Allocated",
          "DealsAcquired",
          "PieceAdded",
          "TreeDBuilt",
          "TicketAssigned",
          "PC1Done",
          "PC2Done",
          "SyntheticPoRepNeeded",
          "PCSubmitted",
          "PCLanded",
          "Persisted",
          "PersistanceSubmitted",
          "SeedAssigned",
          "C1Done",
          "C2Done",
          "ProofSubmitted",
          "Finished",
          "Aborted",
          "SnapEncoded",
          "SnapProved",
          "SealedChecked",
          "SnapPieceAdded",
          "SnapTreeDBuilt",
          "SnapDone",
          "Unsealed");

  private SealingState() {}

  /**
   * The word itself, if it is one. Workers take any text, and fail with a wrong one only
   * afterwards, inside the thread.
   *
   * @throws OperatorException BAD_VALUE with the words that are near
   */
  public static String require(String word) {
    if (WORDS.contains(word)) {
      return word;
    }
    List<String> near = NearNames.of(word, WORDS);
    throw new OperatorException(
        ErrorCode.BAD_VALUE,
        "workers know no such state",
        word,
        near.isEmpty()
            ? "States are " + String.join(", ", WORDS) + "."
            : "Did you mean " + String.join(" or ", near) + "?");
  }
}
