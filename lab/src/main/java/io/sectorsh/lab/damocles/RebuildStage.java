package io.sectorsh.lab.damocles;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * One step of making the files of a sector again, in the worker's words; much faster than in life.
 *
 * @param from the state in which it begins
 * @param name of the stage
 * @param event that ends it
 * @param to the state after it
 * @param takes how long
 */
record RebuildStage(String from, String name, String event, String to, Duration takes) {
  private static final List<RebuildStage> BEFORE =
      List.of(
          of("Allocated", "AddPieces", "AddPiece", "PieceAdded", 100),
          of("PieceAdded", "TreeD", "BuildTreeD", "TreeDBuilt", 100),
          of("TreeDBuilt", "PC1", "PC1", "PC1Done", 1_000),
          of("PC1Done", "PC2", "PC2", "PC2Done", 300),
          of("PC2Done", "C1", "CheckSealed", "SealedChecked", 100));
  private static final List<RebuildStage> PLAIN =
      List.of(of("SealedChecked", "AddPieces", "SkipSnap", "SnapDone", 50));
  private static final List<RebuildStage> SNAP =
      List.of(
          of("SealedChecked", "AddPieces", "AddPiece", "SnapPieceAdded", 100),
          of("SnapPieceAdded", "TreeD", "BuildTreeD", "SnapTreeDBuilt", 100),
          of("SnapTreeDBuilt", "SnapEncode", "SnapEncode", "SnapEncoded", 200),
          of("SnapEncoded", "SnapProve", "SnapProve", "SnapDone", 200));
  private static final List<RebuildStage> AFTER =
      List.of(
          of("SnapDone", "Transfer", "Persist", "Persisted", 150),
          of("Persisted", "SubmitPersist", "SubmitPersistance", "Finished", 100));

  private static RebuildStage of(String from, String name, String event, String to, int millis) {
    return new RebuildStage(from, name, event, to, Duration.ofMillis(millis));
  }

  /** All stages of a sector's rebuild, in order. */
  static List<RebuildStage> all(boolean upgraded) {
    return Stream.of(BEFORE, upgraded ? SNAP : PLAIN, AFTER).flatMap(List::stream).toList();
  }
}
