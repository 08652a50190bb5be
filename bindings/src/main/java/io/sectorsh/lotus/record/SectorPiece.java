package io.sectorsh.lotus.record;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.filecoin.cbor.CborReader;
import io.sectorsh.filecoin.cbor.CborWriter;
import java.util.Optional;

/**
 * A piece of data in a sector.
 *
 * @param size padded bytes
 * @param pieceCid its commitment
 * @param dealInfo what is stored in it; empty for a filler of zeros
 */
public record SectorPiece(long size, Cid pieceCid, Optional<PieceDealInfo> dealInfo) {

  private static final byte[] PIECE = CborForms.name("Piece");
  private static final byte[] DEAL_INFO = CborForms.name("DealInfo");

  static SectorPiece decode(CborReader reader) {
    long size = 0;
    Optional<Cid> cid = Optional.empty();
    Optional<PieceDealInfo> info = Optional.empty();
    for (int left = reader.readMapHeader(); left > 0; left--) {
      if (reader.skipIf(PIECE)) {
        reader.expectArray(2);
        size = reader.readUnsigned();
        cid = Optional.of(reader.readCid());
      } else if (reader.skipIf(DEAL_INFO)) {
        info = CborForms.nullable(reader, PieceDealInfo::decode);
      } else {
        reader.skipText();
        reader.skip();
      }
    }
    return new SectorPiece(
        size, cid.orElseThrow(() -> new MalformedValueException("a piece without its CID")), info);
  }

  void encode(CborWriter writer) {
    writer.writeMapHeader(2).writeText("Piece");
    writer.writeArrayHeader(2).writeUnsigned(size).writeCid(pieceCid);
    CborForms.writeNullable(writer.writeText("DealInfo"), dealInfo, PieceDealInfo::encode);
  }

  /** The form of lotus' own JSON. */
  @JsonValue
  public ObjectNode toJson() {
    ObjectNode json = SectorJson.object();
    json.putObject("Piece").put("Size", size).set("PieceCID", SectorJson.cid(pieceCid));
    json.set("DealInfo", SectorJson.orNull(dealInfo, PieceDealInfo::toJson));
    return json;
  }
}
