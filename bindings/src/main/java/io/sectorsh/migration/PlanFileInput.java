package io.sectorsh.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The first and the last line of a plan's file, and the hash of all before the last. */
final class PlanFileInput implements AutoCloseable {
  private static final int BLOCK = 1 << 16;

  private final RandomAccessFile file;
  private final long lastLine;
  private final byte[] block = new byte[BLOCK];
  private final MessageDigest hash = Fingerprint.sha256();
  private long lines;

  PlanFileInput(Path path) throws IOException {
    this.file = new RandomAccessFile(path.toFile(), "r");
    boolean read = false;
    try {
      this.lastLine = startOfLastLine();
      readToLastLine();
      read = true;
    } finally {
      if (!read) {
        file.close();
      }
    }
  }

  /** Its end is short: two numbers. */
  private long startOfLastLine() throws IOException {
    long end = file.length();
    long from = Math.max(0, end - BLOCK);
    file.seek(from);
    file.readFully(block, 0, (int) (end - from));
    int at = (int) (end - from) - 2;
    while (at >= 0 && block[at] != '\n') {
      at--;
    }
    return from + at + 1;
  }

  private void readToLastLine() throws IOException {
    file.seek(0);
    for (long left = lastLine; left > 0; ) {
      int length = (int) Math.min(BLOCK, left);
      file.readFully(block, 0, length);
      hash.update(block, 0, length);
      for (int at = 0; at < length; at++) {
        lines += block[at] == '\n' ? 1 : 0;
      }
      left -= length;
    }
  }

  String firstLine() throws IOException {
    file.seek(0);
    return line();
  }

  String lastLine() throws IOException {
    file.seek(lastLine);
    return line();
  }

  private String line() throws IOException {
    int length = Math.max(0, file.read(block));
    return new String(block, 0, length, UTF_8).lines().findFirst().orElse("");
  }

  /** How many there are before the last one. */
  long lines() {
    return lines;
  }

  /** SHA-256 of all lines but the last, in hexadecimal digits. */
  String hash() {
    return HexFormat.of().formatHex(hash.digest());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
