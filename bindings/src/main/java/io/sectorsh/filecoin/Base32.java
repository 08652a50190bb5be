package io.sectorsh.filecoin;

/** RFC 4648 base32, lower case, without padding: the text of addresses and of CIDs. */
final class Base32 {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

  private Base32() {}

  static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder((bytes.length * 8 + 4) / 5);
    int bits = 0;
    int held = 0;
    for (byte b : bytes) {
      held = held << 8 | b & 0xff;
      bits += 8;
      for (; bits >= 5; bits -= 5) {
        text.append(LETTERS.charAt(held >>> (bits - 5) & 31));
      }
      held &= (1 << bits) - 1;
    }
    if (bits > 0) {
      text.append(LETTERS.charAt(held << (5 - bits) & 31));
    }
    return text.toString();
  }

  /** Accepts only what {@link #encode} writes. */
  static byte[] decode(String text) {
    byte[] bytes = new byte[text.length() * 5 / 8];
    int bits = 0;
    int held = 0;
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = LETTERS.indexOf(text.charAt(i));
      if (digit < 0) {
        throw new MalformedValueException(
            "'" + text + "' is not base32: letter " + (i + 1) + " is '" + text.charAt(i) + "'");
      }
      held = held << 5 | digit;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[at++] = (byte) (held >>> bits);
        held &= (1 << bits) - 1;
      }
    }
    if (bits >= 5 || held != 0) {
      throw new MalformedValueException("'" + text + "' is not base32 of whole bytes");
    }
    return bytes;
  }
}
