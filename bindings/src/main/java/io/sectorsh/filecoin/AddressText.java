package io.sectorsh.filecoin;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The text form of addresses that are defined, and the rules for their payloads. */
final class AddressText {
  private static final int CHECKSUM = 4;
  private static final int HASH = 20;
  private static final int BLS_KEY = 48;
  private static final int MOST_SUBADDRESS = 54;

  private AddressText() {}

  static Address parse(String text) {
    Network network = Network.ofPrefix(text);
    AddressProtocol protocol = AddressProtocol.ofNumber(text.charAt(1) - '0');
    String rest = text.substring(2);
    return switch (protocol) {
      case ID -> Address.ofId(number(rest, text), network);
      case DELEGATED -> delegated(rest, text, network);
      default -> new Address(protocol, unsealed(protocol, new byte[0], rest, text), network);
    };
  }

  static String write(Address address) {
    AddressProtocol protocol = address.getProtocol();
    byte[] payload = address.getPayload();
    String start = "" + address.getNetwork().prefix() + protocol.number();
    return switch (protocol) {
      case ID -> start + address.getActorId();
      case DELEGATED -> {
        Varint namespace = Varint.read(payload, 0);
        byte[] subaddress = Arrays.copyOfRange(payload, namespace.end(), payload.length);
        yield start
            + namespace.value()
            + "f"
            + Base32.encode(joined(subaddress, checksum(protocol, payload)));
      }
      default -> start + Base32.encode(joined(payload, checksum(protocol, payload)));
    };
  }

  static void check(AddressProtocol protocol, byte[] payload) {
    boolean fits =
        switch (protocol) {
          case ID -> Varint.read(payload, 0).end() == payload.length;
          case SECP256K1, ACTOR -> payload.length == HASH;
          case BLS -> payload.length == BLS_KEY;
          case DELEGATED -> payload.length - Varint.read(payload, 0).end() <= MOST_SUBADDRESS;
          case UNDEFINED -> false;
        };
    if (!fits) {
      throw new MalformedValueException(
          "not an address: payload of " + payload.length + " bytes for protocol " + protocol);
    }
  }

  private static Address delegated(String rest, String text, Network network) {
    int separator = rest.indexOf('f');
    if (separator < 0) {
      throw new MalformedValueException("not an address: '" + text + "' lacks its second f");
    }
    byte[] namespace = Varint.write(number(rest.substring(0, separator), text));
    String tail = rest.substring(separator + 1);
    return new Address(
        AddressProtocol.DELEGATED,
        unsealed(AddressProtocol.DELEGATED, namespace, tail, text),
        network);
  }

  /** The payload behind a base32 text that ends with its checksum. */
  private static byte[] unsealed(
      AddressProtocol protocol, byte[] start, String base32, String text) {
    byte[] decoded = Base32.decode(base32);
    int length = decoded.length - CHECKSUM;
    if (length < 0) {
      throw new MalformedValueException("not an address: '" + text + "' is too short");
    }
    byte[] payload = joined(start, Arrays.copyOf(decoded, length));
    check(protocol, payload);
    byte[] written = Arrays.copyOfRange(decoded, length, decoded.length);
    if (!Arrays.equals(written, checksum(protocol, payload))) {
      throw new MalformedValueException(
          "not an address: the checksum of '" + text + "' is wrong (a typing error?)");
    }
    return payload;
  }

  private static byte[] checksum(AddressProtocol protocol, byte[] payload) {
    return Blake2b.hash(CHECKSUM, joined(new byte[] {(byte) protocol.number()}, payload));
  }

  private static long number(String digits, String text) {
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new MalformedValueException("not an address: '" + text + "' has no actor number");
    }
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException tooLarge) {
      throw new MalformedValueException(
          "not an address: the number in '" + text + "' is above 2^63-1");
    }
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(first.length + second.length);
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }
}
