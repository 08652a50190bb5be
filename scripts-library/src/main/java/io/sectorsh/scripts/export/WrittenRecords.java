package io.sectorsh.scripts.export;

import io.sectorsh.lotus.record.PieceDealInfo;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.record.SectorPiece;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What all written records together lack, to be said once and not in every row. */
final class WrittenRecords {
  private long withoutMessages;
  private long incompleteDeals;

  void add(SectorInfo record) {
    if (record.getPreCommitMessage().isEmpty() && record.getCommitMessage().isEmpty()) {
      withoutMessages++;
    }
    incompleteDeals +=
        record.getPieces().stream()
            .map(SectorPiece::dealInfo)
            .flatMap(Optional::stream)
            .filter(WrittenRecords::isIncomplete)
            .count();
  }

  private static boolean isIncomplete(PieceDealInfo deal) {
    return deal.pieceActivationManifest().isEmpty()
        && (deal.dealProposal().isEmpty() || deal.publishCid().isEmpty());
  }

  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (withoutMessages > 0) {
      warnings.add(
          withoutMessages
              + " records without message CIDs: damocles has only the message pool's ids of them");
    }
    if (incompleteDeals > 0) {
      warnings.add(
          incompleteDeals
              + " market deals lack their proposal or publish message: lotus shows those pieces without a deal");
    }
    return warnings;
  }
}
