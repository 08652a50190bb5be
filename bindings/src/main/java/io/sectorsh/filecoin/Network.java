package io.sectorsh.filecoin;

/** The two families of networks that an address text tells apart by its first letter. */
public enum Network {
  /** Filecoin mainnet: addresses start with {@code f}. */
  MAINNET('f'),
  /** Calibration, butterfly and development networks: addresses start with {@code t}. */
  TESTNET('t');

  private final char prefix;

  Network(char prefix) {
    this.prefix = prefix;
  }

  /** The first letter of an address text. */
  public char prefix() {
    return prefix;
  }

  static Network ofPrefix(String address) {
    return switch (address.charAt(0)) {
      case 'f' -> MAINNET;
      case 't' -> TESTNET;
      default ->
          throw new MalformedValueException(
              "not an address: '" + address + "' starts with neither f nor t");
    };
  }
}
