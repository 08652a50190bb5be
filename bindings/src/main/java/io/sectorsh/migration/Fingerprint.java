package io.sectorsh.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short text (128 bits of SHA-256) for the state of whatever an action depends on. */
public final class Fingerprint {
  private static final int SHOWN_BYTES = 16;

  private final MessageDigest digest = sha256();

  /** Of nothing yet. */
  public Fingerprint() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
  }

  /** With these bytes, too. */
  public Fingerprint and(byte[] bytes) {
    return and(bytes.length).raw(bytes);
  }

  /** With this text, too. */
  public Fingerprint and(String text) {
    return and(text.getBytes(UTF_8));
  }

  /** With this number, too: a size, a time, an inode. */
  public Fingerprint and(long number) {
    return raw(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  private Fingerprint raw(byte[] bytes) {
    digest.update(bytes);
    return this;
  }

  /** As text; may be called once. */
  public String text() {
    return HexFormat.of().formatHex(digest.digest(), 0, SHOWN_BYTES);
  }

  /** Of some bytes. */
  public static String of(byte[] bytes) {
    return new Fingerprint().and(bytes).text();
  }

  /** Of some text. */
  public static String of(String text) {
    return new Fingerprint().and(text).text();
  }
}
