package io.sectorsh.lab.lotus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Writes into the metadata of a miner that runs, as goleveldb does: each write is a synced record
 * at the end of the newest log. Safe for use by several threads.
 */
final class RunningMetadata {
  private static final int BLOCK = 32_768;
  private static final int HEADER = 7;
  private static final int FULL = 1;
  private static final int FIRST = 2;
  private static final int MIDDLE = 3;
  private static final int LAST = 4;
  private static final int PUT = 1;
  private static final int DELETE = 0;

  private final Path directory;
  private long sequence;

  RunningMetadata(Path directory) {
    this.directory = directory;
  }

  void put(String key, byte[] value) {
    ByteArrayOutputStream entry = entry(PUT, key);
    LevelDbBlock.writeVarint(entry, value.length);
    entry.writeBytes(value);
    append(entry.toByteArray());
  }

  void delete(String key) {
    append(entry(DELETE, key).toByteArray());
  }

  private static ByteArrayOutputStream entry(int type, String key) {
    ByteArrayOutputStream entry = new ByteArrayOutputStream();
    byte[] bytes = key.getBytes(StandardCharsets.US_ASCII);
    entry.write(type);
    LevelDbBlock.writeVarint(entry, bytes.length);
    entry.writeBytes(bytes);
    return entry;
  }

  /** Sequence numbers go on from the time, which is later than any that is in the database. */
  private synchronized void append(byte[] entry) {
    sequence = Math.max(sequence + 1, System.currentTimeMillis() << 10);
    byte[] batch =
        ByteBuffer.allocate(12 + entry.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(sequence)
            .putInt(1)
            .put(entry)
            .array();
    try (FileChannel log = FileChannel.open(newestLog(), StandardOpenOption.WRITE)) {
      log.position(log.size());
      write(log, batch);
      log.force(false);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Path newestLog() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().matches("\\d+\\.log"))
          .max(Comparator.comparing(file -> file.getFileName().toString()))
          .orElseThrow(() -> new IOException("no log in " + directory));
    }
  }

  private static void write(FileChannel log, byte[] batch) throws IOException {
    int at = 0;
    do {
      int room = BLOCK - (int) (log.position() % BLOCK);
      if (room < HEADER) {
        log.write(ByteBuffer.allocate(room));
        room = BLOCK;
      }
      int length = Math.min(room - HEADER, batch.length - at);
      boolean last = at + length == batch.length;
      int type = at == 0 ? (last ? FULL : FIRST) : last ? LAST : MIDDLE;
      byte[] checked =
          ByteBuffer.allocate(1 + length).put((byte) type).put(batch, at, length).array();
      ByteBuffer fragment = ByteBuffer.allocate(HEADER + length).order(ByteOrder.LITTLE_ENDIAN);
      fragment.putInt(LevelDbBlock.maskedChecksum(checked)).putShort((short) length).put(checked);
      log.write(fragment.flip());
      at += length;
    } while (at < batch.length);
  }
}
