package io.sectorsh.filecoin;

/** What the payload of an address is; the first byte of its bytes and the digit of its text. */
public enum AddressProtocol {
  /** The number of an actor. */
  ID,
  /** The 20-byte BLAKE2b hash of a secp256k1 public key. */
  SECP256K1,
  /** The 20-byte BLAKE2b hash that names an actor for ever. */
  ACTOR,
  /** A 48-byte BLS public key. */
  BLS,
  /** An address given out by another actor, such as the Ethereum address manager (f410f...). */
  DELEGATED,
  /** No address at all: printed as {@code <empty>}. */
  UNDEFINED;

  private static final AddressProtocol[] ALL = values();

  static AddressProtocol ofNumber(int number) {
    if (number < 0 || number >= UNDEFINED.ordinal()) {
      throw new MalformedValueException("not an address: unknown protocol " + number);
    }
    return ALL[number];
  }

  int number() {
    return ordinal();
  }
}
