package io.sectorsh.lotus.record;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.filecoin.cbor.CborReader;
import io.sectorsh.filecoin.cbor.CborWriter;

/**
 * A deal of the built-in market as its client signed it.
 *
 * @param pieceSize padded bytes
 * @param storagePricePerEpoch for the whole piece
 */
public record DealProposal(
    Cid pieceCid,
    long pieceSize,
    boolean verifiedDeal,
    Address client,
    Address provider,
    DealLabel label,
    ChainEpoch startEpoch,
    ChainEpoch endEpoch,
    TokenAmount storagePricePerEpoch,
    TokenAmount providerCollateral,
    TokenAmount clientCollateral) {
  private static final int MEMBERS = 11;

  static DealProposal decode(CborReader reader) {
    reader.expectArray(MEMBERS);
    return new DealProposal(
        reader.readCid(),
        reader.readUnsigned(),
        reader.readBool(),
        reader.readAddress(),
        reader.readAddress(),
        DealLabel.decode(reader),
        new ChainEpoch(reader.readSigned()),
        new ChainEpoch(reader.readSigned()),
        reader.readTokenAmount(),
        reader.readTokenAmount(),
        reader.readTokenAmount());
  }

  void encode(CborWriter writer) {
    writer.writeArrayHeader(MEMBERS);
    writer.writeCid(pieceCid).writeUnsigned(pieceSize).writeBool(verifiedDeal);
    writer.writeAddress(client).writeAddress(provider);
    label.encode(writer);
    writer.writeSigned(startEpoch.value()).writeSigned(endEpoch.value());
    writer.writeTokenAmount(storagePricePerEpoch);
    writer.writeTokenAmount(providerCollateral).writeTokenAmount(clientCollateral);
  }

  /** The form of lotus' own JSON. */
  @JsonValue
  public ObjectNode toJson() {
    ObjectNode json = SectorJson.object();
    json.set("PieceCID", SectorJson.cid(pieceCid));
    json.put("PieceSize", pieceSize)
        .put("VerifiedDeal", verifiedDeal)
        .put("Client", client.toString())
        .put("Provider", provider.toString())
        .put("Label", SectorJson.text(label.text()))
        .put("StartEpoch", startEpoch.value())
        .put("EndEpoch", endEpoch.value())
        .put("StoragePricePerEpoch", storagePricePerEpoch.atto().toString())
        .put("ProviderCollateral", providerCollateral.atto().toString())
        .put("ClientCollateral", clientCollateral.atto().toString());
    return json;
  }
}
