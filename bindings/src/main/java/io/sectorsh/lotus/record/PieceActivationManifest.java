package io.sectorsh.lotus.record;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.cbor.CborReader;
import io.sectorsh.filecoin.cbor.CborWriter;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * How a piece that comes without a deal of the built-in market is activated (direct data
 * onboarding).
 *
 * @param size padded bytes
 * @param verifiedAllocationKey the client's allocation of data cap, if there is one
 * @param notifications actors that are told
 */
public record PieceActivationManifest(
    Cid cid,
    long size,
    Optional<VerifiedAllocationKey> verifiedAllocationKey,
    List<Notification> notifications) {
  /** Makes the list unchangeable. */
  public PieceActivationManifest {
    notifications = List.copyOf(notifications);
  }

  /**
   * An allocation of data cap.
   *
   * @param client actor number of the client
   * @param id number of the allocation
   */
  public record VerifiedAllocationKey(long client, long id) {
    static VerifiedAllocationKey decode(CborReader reader) {
      reader.expectArray(2);
      return new VerifiedAllocationKey(reader.readUnsigned(), reader.readUnsigned());
    }

    void encode(CborWriter writer) {
      writer.writeArrayHeader(2).writeUnsigned(client).writeUnsigned(id);
    }

    /** The form of lotus' own JSON. */
    @JsonValue
    public ObjectNode toJson() {
      return SectorJson.object().put("Client", client).put("ID", id);
    }
  }

  /**
   * An actor that is told when the piece is activated.
   *
   * @param payload what it is told, in base64
   */
  public record Notification(Address address, String payload) {
    static Notification decode(CborReader reader) {
      reader.expectArray(2);
      return new Notification(
          reader.readAddress(), Base64.getEncoder().encodeToString(reader.readBytes()));
    }

    void encode(CborWriter writer) {
      writer.writeArrayHeader(2).writeAddress(address);
      writer.writeBytes(Base64.getDecoder().decode(payload));
    }

    /** The form of lotus' own JSON. */
    @JsonValue
    public ObjectNode toJson() {
      return SectorJson.object().put("Address", address.toString()).put("Payload", payload);
    }
  }

  static PieceActivationManifest decode(CborReader reader) {
    reader.expectArray(4);
    return new PieceActivationManifest(
        reader.readCid(),
        reader.readUnsigned(),
        CborForms.nullable(reader, VerifiedAllocationKey::decode),
        CborForms.list(reader, Notification::decode));
  }

  void encode(CborWriter writer) {
    writer.writeArrayHeader(4).writeCid(cid).writeUnsigned(size);
    CborForms.writeNullable(writer, verifiedAllocationKey, VerifiedAllocationKey::encode);
    CborForms.writeList(writer, notifications, Notification::encode);
  }

  /** The form of lotus' own JSON. */
  @JsonValue
  public ObjectNode toJson() {
    ObjectNode json = SectorJson.object();
    json.set("CID", SectorJson.cid(cid));
    json.put("Size", size);
    json.set(
        "VerifiedAllocationKey",
        SectorJson.orNull(verifiedAllocationKey, VerifiedAllocationKey::toJson));
    json.set("Notify", SectorJson.list(notifications, Notification::toJson));
    return json;
  }
}
