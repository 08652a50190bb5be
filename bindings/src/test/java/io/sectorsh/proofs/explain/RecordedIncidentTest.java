package io.sectorsh.proofs.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.profile.Profile;
import io.sectorsh.proofs.Proofs;
import io.sectorsh.proofs.picture.DeadlinePicture;
import io.sectorsh.proofs.picture.PastWindow;
import io.sectorsh.proofs.picture.SectorPicture;
import io.sectorsh.stores.Stores;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A real incident, explained from what was recorded while it happened. */
class RecordedIncidentTest {
  private static final int SKIPPED = 11;
  private static final int MISSED = 13;
  private static final int RECOVERING = 14;
  private static final int RECOVERED = 15;

  private interface Question<T> {
    T ask(Proofs proofs);
  }

  private static <T> T at(int phase, Question<T> question) throws IOException {
    try (RecordedNetwork network = new RecordedNetwork(phase)) {
      Profile profile =
          new Profile(
              "recorded",
              false,
              Optional.of(Address.parse("t01000")),
              Optional.of(network.url()),
              phase < MISSED ? Optional.empty() : Optional.of(network.url()),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      ChangeGuard guard = new ChangeGuard(Mode.OBSERVE);
      Lotus lotus = new Lotus(profile, guard);
      Damocles damocles = new Damocles(profile, guard);
      Clock clock = Clock.fixed(network.time().plusSeconds(2), ZoneOffset.UTC);
      return question.ask(
          new Proofs(
              profile, lotus, damocles, new Stores(profile, lotus, damocles).getPaths(), clock));
    }
  }

  private static List<CauseKind> kinds(Explanation explanation) {
    return explanation.causes().stream().map(Cause::kind).collect(Collectors.toList());
  }

  @Test
  void aSectorWhoseFileWasMovedAwayWasSkipped() throws IOException {
    Explanation explanation = at(SKIPPED, proofs -> proofs.explain(2));
    Cause top = explanation.top().orElseThrow();
    assertEquals(CauseKind.SKIPPED, top.kind());
    assertEquals(SectorNumbers.of(5), top.sectors());
    assertTrue(top.message().orElseThrow().toString().endsWith("vpu6il5k"));
    assertEquals("proven, but not as a whole", explanation.verdict());
  }

  @Test
  void aMissedDeadlineNamesThePartitionAndWhatItLost() throws IOException {
    Explanation explanation = at(MISSED, proofs -> proofs.explain(3));
    Cause top = explanation.top().orElseThrow();
    assertEquals(CauseKind.NOTHING_SENT, top.kind());
    assertEquals(SectorNumbers.of(6, 7), top.sectors());
    assertEquals(SectorNumbers.of(6, 7), explanation.lost());
    assertEquals("missed: partition 0 not proven, sectors 6-7 lost power", explanation.verdict());
    assertTrue(top.evidence().get(1).contains("3778"), top.evidence().toString());
  }

  @Test
  void theMinersOwnIndexTellsThatTheSealedFileIsGone() throws IOException {
    Explanation explanation = at(MISSED, proofs -> proofs.explain(2));
    Cause top = explanation.top().orElseThrow();
    assertEquals(CauseKind.SEALED_MISSING, top.kind());
    assertEquals(SectorNumbers.of(5), top.sectors());
    assertTrue(kinds(explanation).contains(CauseKind.SKIPPED));
  }

  @Test
  void declaredRecoveriesAreSeen() throws IOException {
    Explanation explanation = at(RECOVERING, proofs -> proofs.explain(2));
    assertTrue(!kinds(explanation).contains(CauseKind.RECOVERY_NOT_DECLARED));
    Cause skipped =
        explanation.causes().stream()
            .filter(cause -> cause.kind() == CauseKind.SKIPPED)
            .findFirst()
            .orElseThrow();
    assertTrue(
        skipped
            .evidence()
            .contains("the recovery of sector 5 is declared: the next proof has to cover it"),
        skipped.evidence().toString());
  }

  @Test
  void afterTheNextProofNothingIsLeftToExplain() throws IOException {
    for (int deadline = 1; deadline < 6; deadline++) {
      int asked = deadline;
      Explanation explanation = at(RECOVERED, proofs -> proofs.explain(asked));
      assertEquals(List.of(), explanation.causes());
      assertEquals("proven", explanation.verdict());
    }
  }

  @Test
  void aSectorThatIsLostForGoodIsStillSkipped() throws IOException {
    Explanation explanation = at(RECOVERED, proofs -> proofs.explain(0));
    assertEquals(SectorNumbers.of(0), explanation.top().orElseThrow().sectors());
    assertTrue(kinds(explanation).contains(CauseKind.SEALED_MISSING));
  }

  @Test
  void theHistoryHoldsBothLosses() throws IOException {
    List<PastWindow> lost =
        at(
            MISSED,
            proofs ->
                proofs.history(1).filter(window -> !window.lost().isEmpty()).limit(2).toList());
    assertEquals(
        List.of(SectorNumbers.of(6, 7), SectorNumbers.of(5)),
        lost.stream().map(PastWindow::lost).toList());
    assertEquals(SectorNumbers.of(0), lost.get(0).missed());
    assertEquals(SectorNumbers.EMPTY, lost.get(1).missed());
    assertEquals("3778", lost.get(0).closed().epoch().toString());
  }

  @Test
  void thePictureOfADeadlineNamesTheProofThatLanded() throws IOException {
    DeadlinePicture picture = at(SKIPPED, proofs -> proofs.deadline(2));
    assertEquals(SectorNumbers.of(0), picture.submitted());
    assertEquals(SectorNumbers.of(5), picture.posts().get(0).skipped());
    assertEquals(SectorNumbers.of(5), picture.faulty());
  }

  @Test
  void aSectorHasItsPlaceAndItsState() throws IOException {
    SectorPicture.State state =
        at(
            RECOVERING,
            proofs -> {
              DeadlinePicture deadline = proofs.deadline(3);
              return deadline.recovering().contains(6)
                  ? SectorPicture.State.RECOVERING
                  : SectorPicture.State.FAULTY;
            });
    assertEquals(SectorPicture.State.RECOVERING, state);
  }
}
