package io.sectorsh.lotus.record;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** The keys of lotus-miner's metadata database that are used here. */
public final class LotusKeys {
  /** The miner's address, as bytes. */
  public static final String MINER_ADDRESS = "/miner-address";

  /** How all keys of the number assigner begin. */
  public static final String NUMBERS = "/storage/";

  /** The number assigned last, as a varint. */
  public static final String NEXT_ID = "/storage/nextid";

  /** All numbers ever assigned, as {@link NumberSets}. */
  public static final String ALLOCATED = "/storage/sectorsids/allocated";

  /** All numbers kept back, as {@link NumberSets}. */
  public static final String RESERVED = "/storage/sectorsids/reserved";

  /** How the keys of single reservations begin; their names follow. */
  public static final String RESERVATIONS = "/storage/sectorsids/reserved/";

  /** How the keys of sectors begin; their numbers follow. */
  public static final String SECTORS = "/sectors/";

  private LotusKeys() {}

  /** A key as it stands in the database. */
  public static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a key is one of the number assigner's. */
  public static boolean isOfNumbers(String key) {
    return key.equals(NEXT_ID)
        || key.equals(ALLOCATED)
        || key.equals(RESERVED)
        || key.startsWith(RESERVATIONS);
  }

  /** The key of a sector as it stands in the database. */
  public static byte[] sector(long number) {
    return bytes(SECTORS + number);
  }

  /** The number of a sector's key; empty if lotus would not look a sector up there. */
  public static OptionalLong sectorNumber(String key) {
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
