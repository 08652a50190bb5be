package io.sectorsh.jsonrpc;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Bytes that JSON carries as base64 text, such as a proof or a seal ticket. Immutable. */
public final class Base64Bytes {
  private final byte[] bytes;

  private Base64Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of the bytes. */
  public static Base64Bytes of(byte[] bytes) {
    return new Base64Bytes(bytes.clone());
  }

  /**
   * Reads standard base64 with padding.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static Base64Bytes parse(String base64) {
    return new Base64Bytes(Base64.getDecoder().decode(base64));
  }

  /** Also Go's other form: an array of fixed length is written as a list of numbers. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Base64Bytes fromJson(Object json) {
    if (!(json instanceof List<?> numbers)) {
      return parse(String.valueOf(json));
    }
    byte[] bytes = new byte[numbers.size()];
    for (int index = 0; index < bytes.length; index++) {
      if (!(numbers.get(index) instanceof Integer value) || value < 0 || value > 255) {
        throw new IllegalArgumentException("not a byte: " + numbers.get(index));
      }
      bytes[index] = value.byteValue();
    }
    return new Base64Bytes(bytes);
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** How many bytes. */
  public int length() {
    return bytes.length;
  }

  /** The bytes as lower-case hexadecimal digits. */
  public String toHex() {
    return HexFormat.of().formatHex(bytes);
  }

  /** Base64, as in JSON. */
  @JsonValue
  @Override
  public String toString() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Base64Bytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
