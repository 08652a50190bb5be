package io.sectorsh.lab.lotus;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;

/** Builds a LevelDB table file, uncompressed as lotus' are. */
final class LevelDbTable {
  private static final int BLOCK_SIZE = 4096;
  private static final int RESTART_INTERVAL = 16;
  private static final int TRAILER = 5;
  private static final int FOOTER = 48;
  private static final long MAGIC = 0xdb4775248b80fb57L;
  private static final int TYPE_VALUE = 1;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final LevelDbBlock index = new LevelDbBlock(1);
  private LevelDbBlock data = new LevelDbBlock(RESTART_INTERVAL);

  private LevelDbTable() {}

  /**
   * The bytes of a table.
   *
   * @param entries ASCII keys; the first gets sequence number 1, the next 2, and so on
   */
  static byte[] of(SortedMap<String, byte[]> entries) {
    LevelDbTable table = new LevelDbTable();
    long sequence = 0;
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      table.add(internalKey(entry.getKey(), ++sequence), entry.getValue());
    }
    return table.finish();
  }

  static byte[] internalKey(String key, long sequence) {
    byte[] user = key.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(user.length + 8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(user)
        .putLong(sequence << 8 | TYPE_VALUE)
        .array();
  }

  private void add(byte[] key, byte[] value) {
    data.add(key, value);
    if (data.size() >= BLOCK_SIZE) {
      flush();
    }
  }

  private void flush() {
    if (data.size() > 0) {
      index.add(data.lastKey(), append(data));
      data = new LevelDbBlock(RESTART_INTERVAL);
    }
  }

  /** Writes a block and returns its handle: offset and size without trailer. */
  private byte[] append(LevelDbBlock block) {
    ByteArrayOutputStream handle = new ByteArrayOutputStream();
    byte[] bytes = block.finish();
    LevelDbBlock.writeVarint(handle, file.size());
    LevelDbBlock.writeVarint(handle, bytes.length - TRAILER);
    file.writeBytes(bytes);
    return handle.toByteArray();
  }

  private byte[] finish() {
    flush();
    ByteBuffer footer = ByteBuffer.allocate(FOOTER).order(ByteOrder.LITTLE_ENDIAN);
    footer.put(append(new LevelDbBlock(1)));
    footer.put(append(index));
    footer.putLong(FOOTER - Long.BYTES, MAGIC);
    file.writeBytes(footer.array());
    return file.toByteArray();
  }
}
