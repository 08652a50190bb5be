package io.sectorsh.lotus.record;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.cbor.CborReader;
import io.sectorsh.filecoin.cbor.CborWriter;
import java.util.Optional;

/**
 * What lotus knows of the deal behind a piece: a deal of the built-in market or a manifest.
 *
 * @param dealId number of the deal on chain; 0 if there is none
 * @param publishCid message that published the deal
 * @param startEpoch by when the sector must be proven
 * @param endEpoch until when it must be kept
 * @param keepUnsealed whether an unsealed copy is kept
 */
public record PieceDealInfo(
    long dealId,
    Optional<Cid> publishCid,
    Optional<DealProposal> dealProposal,
    ChainEpoch startEpoch,
    ChainEpoch endEpoch,
    boolean keepUnsealed,
    Optional<PieceActivationManifest> pieceActivationManifest) {

  static PieceDealInfo decode(CborReader reader) {
    PieceDealInfo info = NOTHING;
    for (int left = reader.readMapHeader(); left > 0; left--) {
      info = info.withMember(reader.readText(), reader);
    }
    return info;
  }

  private static final PieceDealInfo NOTHING =
      new PieceDealInfo(
          0,
          Optional.empty(),
          Optional.empty(),
          new ChainEpoch(0),
          new ChainEpoch(0),
          false,
          Optional.empty());

  private PieceDealInfo withMember(String name, CborReader reader) {
    long deal = dealId;
    Optional<Cid> publish = publishCid;
    Optional<DealProposal> proposal = dealProposal;
    Schedule schedule = new Schedule(startEpoch, endEpoch);
    boolean keep = keepUnsealed;
    Optional<PieceActivationManifest> manifest = pieceActivationManifest;
    switch (name) {
      case "DealID" -> deal = reader.readUnsigned();
      case "PublishCid" -> publish = reader.readNullableCid();
      case "DealProposal" -> proposal = CborForms.nullable(reader, DealProposal::decode);
      case "DealSchedule" -> schedule = Schedule.decode(reader);
      case "KeepUnsealed" -> keep = reader.readBool();
      case "PieceActivationManifest" ->
          manifest = CborForms.nullable(reader, PieceActivationManifest::decode);
      default -> reader.skip();
    }
    return new PieceDealInfo(deal, publish, proposal, schedule.start, schedule.end, keep, manifest);
  }

  private record Schedule(ChainEpoch start, ChainEpoch end) {
    static Schedule decode(CborReader reader) {
      long start = 0;
      long end = 0;
      for (int left = reader.readMapHeader(); left > 0; left--) {
        switch (reader.readText()) {
          case "StartEpoch" -> start = reader.readSigned();
          case "EndEpoch" -> end = reader.readSigned();
          default -> reader.skip();
        }
      }
      return new Schedule(new ChainEpoch(start), new ChainEpoch(end));
    }
  }

  void encode(CborWriter writer) {
    writer.writeMapHeader(6);
    writer.writeText("DealID").writeUnsigned(dealId);
    writer.writeText("PublishCid").writeNullableCid(publishCid);
    CborForms.writeNullable(writer.writeText("DealProposal"), dealProposal, DealProposal::encode);
    writer.writeText("DealSchedule").writeMapHeader(2);
    writer.writeText("EndEpoch").writeSigned(endEpoch.value());
    writer.writeText("StartEpoch").writeSigned(startEpoch.value());
    writer.writeText("KeepUnsealed").writeBool(keepUnsealed);
    CborForms.writeNullable(
        writer.writeText("PieceActivationManifest"),
        pieceActivationManifest,
        PieceActivationManifest::encode);
  }

  /** The form of lotus' own JSON. */
  @JsonValue
  public ObjectNode toJson() {
    ObjectNode json = SectorJson.object();
    json.set("PublishCid", SectorJson.orNull(publishCid, SectorJson::cid));
    json.put("DealID", dealId);
    json.set("DealProposal", SectorJson.orNull(dealProposal, DealProposal::toJson));
    json.putObject("DealSchedule")
        .put("StartEpoch", startEpoch.value())
        .put("EndEpoch", endEpoch.value());
    json.set(
        "PieceActivationManifest",
        SectorJson.orNull(pieceActivationManifest, PieceActivationManifest::toJson));
    return json.put("KeepUnsealed", keepUnsealed);
  }
}
