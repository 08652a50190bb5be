package io.sectorsh.lotus.record;

import io.sectorsh.filecoin.MalformedValueException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A backup file read from front to end: single bytes and CBOR byte strings. */
final class BackupInput implements AutoCloseable {
  private static final int MOST_BYTES = 256 << 20;
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final InputStream in;
  private final long size;
  private final MessageDigest sha256 = sha256();
  private long position;
  private boolean digesting;

  private BackupInput(Path file, InputStream in, long size) {
    this.file = file;
    this.in = in;
    this.size = size;
  }

  static BackupInput open(Path file) {
    try {
      long size = Files.size(file);
      return new BackupInput(
          file, new BufferedInputStream(Files.newInputStream(file), BUFFER), size);
    } catch (IOException failure) {
      throw RepoFailures.of(file, failure);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  long position() {
    return position;
  }

  boolean isAtEnd() {
    return position >= size;
  }

  /** From here on bytes count for the checksum. */
  void digest() {
    digesting = true;
  }

  /** The checksum of the bytes since {@link #digest}. */
  byte[] digested() {
    digesting = false;
    return sha256.digest();
  }

  int readByte() {
    return readExactly(1)[0] & 0xff;
  }

  /** A byte string. */
  byte[] readBytes() {
    return readExactly(length());
  }

  /** Reads over a byte string; not where bytes are digested. */
  void skipBytes() {
    int length = length();
    try {
      in.skipNBytes(length);
      position += length;
    } catch (IOException failure) {
      throw RepoFailures.of(file, failure);
    }
  }

  private int length() {
    int first = readByte();
    if (first >> 5 != 2) {
      throw new MalformedValueException(
          String.format(java.util.Locale.ROOT, "0x%02x where a byte string should begin", first));
    }
    long length = argument(first);
    if (length < 0 || length > size - position) {
      throw new MalformedValueException(
          "cut off: a byte string of "
              + Long.toUnsignedString(length)
              + " bytes, "
              + (size - position)
              + " are left");
    }
    if (length > MOST_BYTES) {
      throw new MalformedValueException("a byte string of " + length + " bytes");
    }
    return (int) length;
  }

  /** A number with sign. */
  long readSigned() {
    int first = readByte();
    if (first >> 5 > 1) {
      throw new MalformedValueException("no number where a time should be");
    }
    long value = argument(first);
    return first >> 5 == 0 ? value : -1 - value;
  }

  /** What follows the first byte of a header; unsigned. */
  private long argument(int first) {
    int low = first & 31;
    if (low < 24) {
      return low;
    }
    if (low > 27) {
      throw new MalformedValueException("header of unknown length " + low);
    }
    long value = 0;
    for (byte next : readExactly(1 << (low - 24))) {
      value = value << 8 | next & 0xff;
    }
    return value;
  }

  private byte[] readExactly(int length) {
    try {
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) {
        throw new EOFException();
      }
      position += length;
      if (digesting) {
        sha256.update(bytes);
      }
      return bytes;
    } catch (EOFException cutOff) {
      throw new MalformedValueException("cut off");
    } catch (IOException failure) {
      throw RepoFailures.of(file, failure);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException failure) {
      throw RepoFailures.of(file, failure);
    }
  }
}
