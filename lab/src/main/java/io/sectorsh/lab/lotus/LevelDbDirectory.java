package io.sectorsh.lab.lotus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;

/**
 * Writes a new LevelDB directory the way goleveldb leaves one after a clean stop. In plain Java, so
 * that the same records always make the same bytes.
 */
final class LevelDbDirectory {
  private static final int TABLE = 2;
  private static final int LOG = 3;
  private static final int MANIFEST = 4;
  private static final int LOG_BLOCK = 32_768;
  private static final int FULL_RECORD = 1;

  private static final int TAG_COMPARATOR = 1;
  private static final int TAG_LOG_NUMBER = 2;
  private static final int TAG_NEXT_FILE = 3;
  private static final int TAG_LAST_SEQUENCE = 4;
  private static final int TAG_NEW_FILE = 7;

  private LevelDbDirectory() {}

  /**
   * @param directory is made
   * @param entries ASCII keys; may be empty
   */
  static void write(Path directory, SortedMap<String, byte[]> entries) throws IOException {
    Files.createDirectories(directory);
    ByteArrayOutputStream edit = new ByteArrayOutputStream();
    text(edit, TAG_COMPARATOR, "leveldb.BytewiseComparator".getBytes(StandardCharsets.US_ASCII));
    number(edit, TAG_LOG_NUMBER, LOG);
    number(edit, TAG_NEXT_FILE, MANIFEST + 1);
    number(edit, TAG_LAST_SEQUENCE, entries.size());
    if (!entries.isEmpty()) {
      byte[] table = LevelDbTable.of(entries);
      Files.write(directory.resolve("%06d.ldb".formatted(TABLE)), table);
      number(edit, TAG_NEW_FILE, 0);
      LevelDbBlock.writeVarint(edit, TABLE);
      LevelDbBlock.writeVarint(edit, table.length);
      bytes(edit, LevelDbTable.internalKey(entries.firstKey(), 1));
      bytes(edit, LevelDbTable.internalKey(entries.lastKey(), entries.size()));
    }
    String manifest = "MANIFEST-%06d".formatted(MANIFEST);
    Files.write(directory.resolve(manifest), logRecord(edit.toByteArray()));
    Files.write(directory.resolve("%06d.log".formatted(LOG)), new byte[0]);
    Files.write(directory.resolve("LOCK"), new byte[0]);
    Files.writeString(directory.resolve("CURRENT"), manifest + "\n");
  }

  private static void number(ByteArrayOutputStream out, int tag, long value) {
    LevelDbBlock.writeVarint(out, tag);
    LevelDbBlock.writeVarint(out, value);
  }

  private static void text(ByteArrayOutputStream out, int tag, byte[] value) {
    LevelDbBlock.writeVarint(out, tag);
    bytes(out, value);
  }

  private static void bytes(ByteArrayOutputStream out, byte[] value) {
    LevelDbBlock.writeVarint(out, value.length);
    out.writeBytes(value);
  }

  private static byte[] logRecord(byte[] payload) {
    if (payload.length + 7 > LOG_BLOCK) {
      throw new IllegalArgumentException("does not fit one log block: " + payload.length);
    }
    byte[] checked =
        ByteBuffer.allocate(1 + payload.length).put((byte) FULL_RECORD).put(payload).array();
    return ByteBuffer.allocate(6 + checked.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(LevelDbBlock.maskedChecksum(checked))
        .putShort((short) payload.length)
        .put(checked)
        .array();
  }
}
