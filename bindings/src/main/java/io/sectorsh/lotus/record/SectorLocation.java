package io.sectorsh.lotus.record;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.cbor.CborReader;
import io.sectorsh.filecoin.cbor.CborWriter;
import java.util.List;

/**
 * Where lotus fetches the data of a received sector from.
 *
 * @param local whether {@code url} is a path
 * @param url URL or path
 * @param headers sent with the request
 */
public record SectorLocation(boolean local, String url, List<Header> headers) {
  /** Makes the list unchangeable. */
  public SectorLocation {
    headers = List.copyOf(headers);
  }

  /**
   * An HTTP header. Its value may be a credential: neither the text nor the JSON form show it.
   *
   * @param key name
   * @param value value
   */
  public record Header(String key, String value) {
    static Header decode(CborReader reader) {
      String key = "";
      String value = "";
      for (int left = reader.readMapHeader(); left > 0; left--) {
        switch (reader.readText()) {
          case "Key" -> key = reader.readText();
          case "Value" -> value = reader.readText();
          default -> reader.skip();
        }
      }
      return new Header(key, value);
    }

    void encode(CborWriter writer) {
      writer.writeMapHeader(2);
      writer.writeText("Key").writeText(key);
      writer.writeText("Value").writeText(value);
    }

    /** Without the value. */
    @JsonValue
    public ObjectNode toJson() {
      return SectorJson.object().put("Key", SectorJson.text(key)).put("Value", "(hidden)");
    }

    @Override
    public String toString() {
      return key + ": (hidden)";
    }
  }

  static SectorLocation decode(CborReader reader) {
    boolean local = false;
    String url = "";
    List<Header> headers = List.of();
    for (int left = reader.readMapHeader(); left > 0; left--) {
      switch (reader.readText()) {
        case "Local" -> local = reader.readBool();
        case "URL" -> url = reader.readText();
        case "Headers" -> headers = CborForms.list(reader, Header::decode);
        default -> reader.skip();
      }
    }
    return new SectorLocation(local, url, headers);
  }

  void encode(CborWriter writer) {
    writer.writeMapHeader(3);
    writer.writeText("URL").writeText(url);
    writer.writeText("Local").writeBool(local);
    CborForms.writeList(writer.writeText("Headers"), headers, Header::encode);
  }

  /** The form of lotus' own JSON, without the values of headers. */
  @JsonValue
  public ObjectNode toJson() {
    ObjectNode json = SectorJson.object().put("Local", local).put("URL", SectorJson.text(url));
    json.set("Headers", SectorJson.list(headers, Header::toJson));
    return json;
  }
}
