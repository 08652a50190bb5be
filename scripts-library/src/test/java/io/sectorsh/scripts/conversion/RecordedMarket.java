package io.sectorsh.scripts.conversion;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.lotus.record.PieceDealInfo;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.record.SectorPiece;
import io.sectorsh.scripts.RecordedRecords;
import io.sectorsh.scripts.chain.ChainFacts;
import io.sectorsh.scripts.chain.MessageLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whole deals of the built-in market: recorded proposals, with a message that published them. */
final class RecordedMarket {
  private RecordedMarket() {}

  static List<SectorInfo> records() {
    List<SectorInfo> records = new ArrayList<>();
    for (JsonNode json : RecordedRecords.json("/recorded/damocles/offline.json")) {
      SectorState state = SectorState.fromJson(json);
      if (state.getNumber() == 300
          && new ToLotus(ChainFacts.UNKNOWN, MessageLookup.NONE).convert(state)
              instanceof Conversion.Written<SectorInfo> written) {
        records.add(published(written.sector()));
      }
    }
    return records;
  }

  private static SectorInfo published(SectorInfo record) {
    Optional<Cid> message =
        Optional.of(Cid.parse("bafy2bzacea3wsdh6y3a36tb3skempjoxqpuyompjbmfeyf34fi3uy6uue42v4"));
    return record.toBuilder()
        .pieces(
            record.getPieces().stream()
                .map(
                    piece ->
                        new SectorPiece(
                            piece.size(),
                            piece.pieceCid(),
                            piece
                                .dealInfo()
                                .map(
                                    deal ->
                                        new PieceDealInfo(
                                            deal.dealId(),
                                            message,
                                            deal.dealProposal(),
                                            deal.startEpoch(),
                                            deal.endEpoch(),
                                            false,
                                            Optional.empty()))))
                .toList())
        .build();
  }
}
