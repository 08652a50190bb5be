package io.sectorsh.scripts.conversion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.Network;
import io.sectorsh.lotus.record.DealProposal;
import io.sectorsh.lotus.record.PieceActivationManifest;
import io.sectorsh.lotus.record.PieceActivationManifest.VerifiedAllocationKey;
import io.sectorsh.lotus.record.PieceDealInfo;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.record.SectorPiece;
import java.util.List;
import java.util.Optional;

/**
 * Writes lotus' pieces in damocles' newer form, the one that counts ({@code Pieces}): a deal of the
 * market actor by its id, a direct deal by its allocation, a filler by neither.
 */
final class DamoclesPieces {
  private static final int PADDED = 128;
  private static final int UNPADDED = 127;

  private final long miner;

  DamoclesPieces(long miner) {
    this.miner = miner;
  }

  /** The pieces; JSON's null for a sector without data, as damocles has one that it sealed. */
  JsonNode of(SectorInfo sector) {
    List<SectorPiece> pieces = sector.getPieces();
    if (isFiller(sector, pieces)) {
      return NullNode.instance;
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    long offset = 0;
    for (SectorPiece piece : pieces) {
      ObjectNode json = list.addObject();
      ObjectNode data = json.putObject("Piece").put("Size", piece.size());
      DamoclesForm.link(data, "PieceCID", Optional.of(piece.pieceCid()));
      long at = offset;
      json.set(
          "DealInfo",
          piece.dealInfo().<JsonNode>map(deal -> deal(piece, deal, at)).orElse(NullNode.instance));
      offset += piece.size();
    }
    return list;
  }

  private static boolean isFiller(SectorInfo sector, List<SectorPiece> pieces) {
    return pieces.isEmpty()
        || pieces.size() == 1
            && pieces.get(0).dealInfo().isEmpty()
            && Optional.of(pieces.get(0).pieceCid()).equals(sector.getCommD());
  }

  private ObjectNode deal(SectorPiece piece, PieceDealInfo deal, long offset) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("DealID", deal.dealId());
    DamoclesForm.link(json, "PublishCid", deal.publishCid());
    Optional<VerifiedAllocationKey> allocation =
        deal.pieceActivationManifest().flatMap(PieceActivationManifest::verifiedAllocationKey);
    json.put("AllocationID", allocation.map(VerifiedAllocationKey::id).orElse(0L));
    DamoclesForm.link(json, "PieceCID", Optional.of(piece.pieceCid()));
    json.put("PieceSize", piece.size());
    json.put("Client", text(client(deal, allocation)));
    json.put("Provider", text(Address.ofId(miner, Network.MAINNET)));
    json.put("Offset", offset).put("Length", piece.size());
    json.put("PayloadSize", piece.size() / PADDED * UNPADDED);
    json.put("StartEpoch", deal.startEpoch().value()).put("EndEpoch", deal.endEpoch().value());
    return json.put("IsBuiltinMarket", deal.dealId() != 0).put("IsCompatible", false);
  }

  private static Address client(PieceDealInfo deal, Optional<VerifiedAllocationKey> allocation) {
    return allocation
        .map(key -> Address.ofId(key.client(), Network.MAINNET))
        .or(() -> deal.dealProposal().map(DealProposal::client))
        .orElse(Address.UNDEFINED);
  }

  /** damocles knows no other network's prefix. */
  private static String text(Address address) {
    return address.isUndefined() ? address.toString() : address.on(Network.MAINNET).toString();
  }
}
