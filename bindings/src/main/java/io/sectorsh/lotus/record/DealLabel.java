package io.sectorsh.lotus.record;

import io.sectorsh.filecoin.cbor.CborReader;
import io.sectorsh.filecoin.cbor.CborType;
import io.sectorsh.filecoin.cbor.CborWriter;
import java.util.Base64;

/**
 * What a client wrote on a deal: text, or bytes that are none.
 *
 * @param text the text; the bytes in base64 if it is none
 * @param binary whether it is bytes
 */
public record DealLabel(String text, boolean binary) {
  /** No label. */
  public static final DealLabel EMPTY = new DealLabel("", false);

  /** A label of text. */
  public static DealLabel of(String text) {
    return new DealLabel(text, false);
  }

  static DealLabel decode(CborReader reader) {
    return reader.peekType() == CborType.BYTES
        ? new DealLabel(Base64.getEncoder().encodeToString(reader.readBytes()), true)
        : of(reader.readText());
  }

  void encode(CborWriter writer) {
    if (binary) {
      writer.writeBytes(Base64.getDecoder().decode(text));
    } else {
      writer.writeText(text);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
