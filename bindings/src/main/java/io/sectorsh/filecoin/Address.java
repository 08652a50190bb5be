package io.sectorsh.filecoin;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The name of an actor as Filecoin's address specification (spec.filecoin.io, "Address"; FRC-0048
 * for f4) and go-address write it: as text with a network letter and a checksum, as bytes with
 * neither.
 *
 * <p>The network letter belongs to the text only: two addresses that differ in nothing else are
 * equal, as they are for every node. JSON is the text; {@code "<empty>"} is {@link #UNDEFINED}.
 * Immutable.
 */
public final class Address {
  /** No address; lotus prints it as {@code <empty>} and its bytes are empty. */
  public static final Address UNDEFINED =
      new Address(AddressProtocol.UNDEFINED, new byte[0], Network.MAINNET);

  private static final String UNDEFINED_TEXT = "<empty>";
  private static final int MOST_LETTERS = 128;

  private final AddressProtocol protocol;
  private final byte[] payload;
  private final Network network;

  Address(AddressProtocol protocol, byte[] payload, Network network) {
    this.protocol = protocol;
    this.payload = payload;
    this.network = network;
  }

  /**
   * Reads a text such as {@code f01000}, {@code t3vq...} or {@code f410f...}.
   *
   * @throws MalformedValueException when it is not an address, or its checksum does not fit
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Address parse(String text) {
    if (text.isEmpty() || text.equals(UNDEFINED_TEXT)) {
      return UNDEFINED;
    }
    if (text.length() < 3 || text.length() > MOST_LETTERS) {
      throw new MalformedValueException(
          "not an address: '" + shortened(text) + "' has " + text.length() + " letters");
    }
    return AddressText.parse(text);
  }

  /**
   * Reads the bytes of an address (protocol, then payload); none mean {@link #UNDEFINED}. The
   * result prints with {@code f}; see {@link #on}.
   *
   * @throws MalformedValueException when they are not an address
   */
  public static Address fromBytes(byte[] bytes) {
    if (bytes.length == 0) {
      return UNDEFINED;
    }
    AddressProtocol protocol = AddressProtocol.ofNumber(bytes[0]);
    byte[] payload = Arrays.copyOfRange(bytes, 1, bytes.length);
    AddressText.check(protocol, payload);
    return new Address(protocol, payload, Network.MAINNET);
  }

  /** The ID address of an actor, printed with {@code f}. */
  public static Address ofId(long actor) {
    return ofId(actor, Network.MAINNET);
  }

  /**
   * The ID address of an actor on one network.
   *
   * @param actor the actor's number, 0 or more
   */
  public static Address ofId(long actor, Network network) {
    if (actor < 0) {
      throw new MalformedValueException("an actor's number is not negative: " + actor);
    }
    return new Address(AddressProtocol.ID, Varint.write(actor), network);
  }

  /** What kind of address this is. */
  public AddressProtocol getProtocol() {
    return protocol;
  }

  /** Which letter the text starts with. */
  public Network getNetwork() {
    return network;
  }

  /** The same address with the other network's letter, where it has one. */
  public Address on(Network wanted) {
    return wanted == network || isUndefined() ? this : new Address(protocol, payload, wanted);
  }

  /** Whether this is {@link #UNDEFINED}. */
  public boolean isUndefined() {
    return protocol == AddressProtocol.UNDEFINED;
  }

  /** Whether the address is an actor's number, as all miners' addresses on chain are. */
  public boolean isId() {
    return protocol == AddressProtocol.ID;
  }

  /**
   * The actor's number.
   *
   * @throws IllegalStateException when {@link #isId} is false
   */
  public long getActorId() {
    if (!isId()) {
      throw new IllegalStateException(this + " is not an ID address");
    }
    return Varint.read(payload, 0).value();
  }

  /** What follows the protocol byte; a copy. */
  public byte[] getPayload() {
    return payload.clone();
  }

  /** Protocol byte and payload: how an address stands in CBOR (as a byte string); a copy. */
  public byte[] toBytes() {
    if (isUndefined()) {
      return new byte[0];
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 1);
    out.write(protocol.number());
    out.writeBytes(payload);
    return out.toByteArray();
  }

  /** The text with checksum, with the network letter that it was read with. */
  @JsonValue
  @Override
  public String toString() {
    return isUndefined() ? UNDEFINED_TEXT : AddressText.write(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Address that
        && protocol == that.protocol
        && Arrays.equals(payload, that.payload);
  }

  @Override
  public int hashCode() {
    return 31 * protocol.number() + Arrays.hashCode(payload);
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "..." : text;
  }
}
