package io.sectorsh.filecoin;

import java.math.BigInteger;

/** Base58 with Bitcoin's alphabet: the text of CIDs of version 0. */
final class Base58 {
  private static final String LETTERS =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(58);
  private static final int MOST_LETTERS = 1024;

  private Base58() {}

  static String encode(byte[] bytes) {
    StringBuilder reversed = new StringBuilder();
    for (BigInteger rest = new BigInteger(1, bytes); rest.signum() > 0; ) {
      BigInteger[] parts = rest.divideAndRemainder(BASE);
      reversed.append(LETTERS.charAt(parts[1].intValue()));
      rest = parts[0];
    }
    for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
      reversed.append(LETTERS.charAt(0));
    }
    return reversed.reverse().toString();
  }

  static byte[] decode(String text) {
    if (text.length() > MOST_LETTERS) {
      throw new MalformedValueException("base58 text of " + text.length() + " letters");
    }
    BigInteger value = BigInteger.ZERO;
    for (int i = 0; i < text.length(); i++) {
      int digit = LETTERS.indexOf(text.charAt(i));
      if (digit < 0) {
        throw new MalformedValueException(
            "'" + text + "' is not base58: letter " + (i + 1) + " is '" + text.charAt(i) + "'");
      }
      value = value.multiply(BASE).add(BigInteger.valueOf(digit));
    }
    int zeros = 0;
    while (zeros < text.length() && text.charAt(zeros) == LETTERS.charAt(0)) {
      zeros++;
    }
    byte[] signed = value.signum() == 0 ? new byte[0] : value.toByteArray();
    int skip = signed.length > 0 && signed[0] == 0 ? 1 : 0;
    byte[] bytes = new byte[zeros + signed.length - skip];
    System.arraycopy(signed, skip, bytes, zeros, signed.length - skip);
    return bytes;
  }
}
