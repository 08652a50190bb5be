package io.sectorsh.lotus;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** The keys of lotus-miner's metadata database that are used here. */
final class LotusKeys {
  static final byte[] MINER_ADDRESS = bytes("/miner-address");

  /** How all keys of the number assigner begin. */
  static final byte[] NUMBERS = bytes("/storage/");

  static final byte[] NEXT_ID = bytes("/storage/nextid");
  static final byte[] ALLOCATED = bytes("/storage/sectorsids/allocated");
  static final byte[] RESERVED = bytes("/storage/sectorsids/reserved");
  static final String RESERVATIONS = "/storage/sectorsids/reserved/";
  static final String SECTORS = "/sectors/";

  private LotusKeys() {}

  static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a key is one of the number assigner's. */
  static boolean isOfNumbers(String key) {
    return key.equals("/storage/nextid")
        || key.equals("/storage/sectorsids/allocated")
        || key.equals("/storage/sectorsids/reserved")
        || key.startsWith(RESERVATIONS);
  }

  static byte[] sector(long number) {
    return bytes(SECTORS + number);
  }

  /** The number of a sector's key; empty if lotus would not look a sector up there. */
  static OptionalLong sectorNumber(String key) {
    int first = SECTORS.length();
    int digits = key.startsWith(SECTORS) ? key.length() - first : 0;
    if (digits < 1 || digits > 18 || digits > 1 && key.charAt(first) == '0') {
      return OptionalLong.empty();
    }
    long number = 0;
    for (int i = first; i < key.length(); i++) {
      char digit = key.charAt(i);
      if (digit < '0' || digit > '9') {
        return OptionalLong.empty();
      }
      number = number * 10 + digit - '0';
    }
    return OptionalLong.of(number);
  }
}
