package io.sectorsh.lab.population;

import io.sectorsh.filecoin.Cid;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Bytes that look random but follow from a seed and the name of what they are for. */
public final class SeededBytes {
  private static final int HASH_LENGTH = 32;
  private static final byte[] CHAIN_CID = {1, 0x71, (byte) 0xa0, (byte) 0xe4, 2, 0x20};
  private static final byte[] MESSAGER_CID = {1, 0x55, (byte) 0xc0, (byte) 0xe4, 2, 0x40};

  private final String prefix;

  /** Bytes that follow from the lab's seed. */
  public SeededBytes(long seed) {
    this("sectorsh lab " + seed);
  }

  SeededBytes(String prefix) {
    this.prefix = prefix + "\n";
  }

  /** Bytes for a name; the same name gives the same ones. */
  public byte[] of(String name, int length) {
    MessageDigest sha256 = sha256();
    byte[] start = (prefix + name + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] blocks = new byte[(length + HASH_LENGTH - 1) / HASH_LENGTH * HASH_LENGTH];
    try {
      for (int at = 0; at < blocks.length; at += HASH_LENGTH) {
        sha256.update(start);
        sha256.update(ByteBuffer.allocate(4).putInt(0, at / HASH_LENGTH));
        sha256.digest(blocks, at, HASH_LENGTH);
      }
    } catch (DigestException impossible) {
      throw new IllegalStateException(impossible);
    }
    return length == blocks.length ? blocks : java.util.Arrays.copyOf(blocks, length);
  }

  /** 32-byte nodes, each below 2^254 and so a canonical field element. */
  public byte[] nodes(String name, int length) {
    byte[] bytes = of(name, length);
    for (int last = HASH_LENGTH - 1; last < length; last += HASH_LENGTH) {
      bytes[last] &= 0x3f;
    }
    return bytes;
  }

  /** A number from 0 to below the bound. */
  public long below(String name, long bound) {
    return Long.remainderUnsigned(ByteBuffer.wrap(of(name, 8)).getLong(), bound);
  }

  /** The CID of a chain object, such as a message or a block. */
  public Cid chainCid(String name) {
    return cid(CHAIN_CID, of(name, HASH_LENGTH));
  }

  /** A messager's own id of a message, in the form of a CID. */
  public Cid messagerCid(String name) {
    return cid(MESSAGER_CID, of(name, 2 * HASH_LENGTH));
  }

  /** A random version 4 UUID. */
  public String uuid(String name) {
    ByteBuffer bytes = ByteBuffer.wrap(of(name, 16));
    long high = bytes.getLong() & 0xffff_ffff_ffff_0fffL | 0x4000L;
    long low = bytes.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
    return new java.util.UUID(high, low).toString();
  }

  <T> List<T> shuffled(String name, List<T> list) {
    List<T> copy = new ArrayList<>(list);
    for (int index = copy.size() - 1; index > 0; index--) {
      Collections.swap(copy, index, (int) below(name + index, index + 1L));
    }
    return copy;
  }

  /** A new SHA-256, which every Java has. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Cid cid(byte[] head, byte[] digest) {
    return Cid.fromBytes(
        ByteBuffer.allocate(head.length + digest.length).put(head).put(digest).array());
  }
}
