package io.sectorsh.leveldb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * A second reader of LevelDB directories, slow and plain, that shares no code with the first.
 *
 * <p>It reads a sound directory and notes for each write which bytes of which file hold it. A write
 * is intact in a damaged copy exactly if those bytes are the same there.
 */
final class ReferenceDatabase {
  /** A write as it stands in one file. */
  record Write(String key, long sequence, boolean live, String value, Unit unit) {}

  /** Bytes of a file that count only together: a block of a table or a record of a log. */
  record Unit(String file, boolean needed, List<int[]> ranges) {
    boolean isIntact(Map<String, byte[]> sound, Map<String, byte[]> damaged) {
      byte[] before = sound.get(file);
      byte[] after = damaged.get(file);
      return after != null
          && ranges.stream()
              .allMatch(
                  range ->
                      range[1] <= after.length
                          && Arrays.equals(before, range[0], range[1], after, range[0], range[1]));
    }
  }

  private static final long MAGIC = 0xdb4775248b80fb57L;

  final Map<String, byte[]> files;
  final List<Write> writes = new ArrayList<>();
  private final Set<Long> tables = new HashSet<>();
  private long logNumber;

  private ReferenceDatabase(Map<String, byte[]> files) {
    this.files = files;
  }

  static ReferenceDatabase read(Path directory) throws IOException {
    return of(files(directory));
  }

  static ReferenceDatabase of(Map<String, byte[]> files) {
    ReferenceDatabase database = new ReferenceDatabase(files);
    String current = new String(files.get("CURRENT"), StandardCharsets.ISO_8859_1).strip();
    for (LogRecord edit : records(files.get(current))) {
      database.applyEdit(edit.bytes);
    }
    files.forEach(database::readFile);
    return database;
  }

  static Map<String, byte[]> files(Path directory) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      for (Path file : all) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  /** The newest write of each key in the files that the database needs. */
  Map<String, Write> newest(List<Write> of) {
    Map<String, Write> newest = new TreeMap<>();
    for (Write write : of) {
      if (write.unit.needed) {
        newest.merge(write.key, write, (a, b) -> a.sequence >= b.sequence ? a : b);
      }
    }
    return newest;
  }

  List<Write> intactIn(Map<String, byte[]> damaged) {
    Map<Unit, Boolean> known = new java.util.IdentityHashMap<>();
    return writes.stream()
        .filter(write -> known.computeIfAbsent(write.unit, unit -> unit.isIntact(files, damaged)))
        .toList();
  }

  /** Whether the MANIFEST names the log, rather than finds it by its higher number. */
  boolean isNamed(String log) {
    return number(log) == logNumber;
  }

  private void readFile(String name, byte[] bytes) {
    if (name.matches("\\d+\\.log")) {
      boolean needed = number(name) >= logNumber;
      for (LogRecord record : records(bytes)) {
        readBatch(record.bytes, new Unit(name, needed, record.ranges));
      }
    } else if (name.matches("\\d+\\.(ldb|sst)")) {
      readTable(name, bytes);
    }
  }

  private static long number(String name) {
    return Long.parseLong(name.substring(0, name.indexOf('.')));
  }

  private record LogRecord(byte[] bytes, List<int[]> ranges) {}

  private static List<LogRecord> records(byte[] log) {
    List<LogRecord> records = new ArrayList<>();
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    List<int[]> ranges = new ArrayList<>();
    for (int at = 0; at + 7 <= log.length; ) {
      if (32768 - at % 32768 < 7) {
        at += 32768 - at % 32768;
        continue;
      }
      int length = (log[at + 4] & 0xff) | (log[at + 5] & 0xff) << 8;
      int kind = log[at + 6];
      if (kind == 0 || !isWhole(log, at, length)) {
        break;
      }
      record.write(log, at + 7, length);
      ranges.add(new int[] {at, at + 7 + length});
      at += 7 + length;
      if (kind == 1 || kind == 4) {
        records.add(new LogRecord(record.toByteArray(), List.copyOf(ranges)));
        record.reset();
        ranges.clear();
      }
    }
    return records;
  }

  /** A writer that was killed may leave a header without what belongs to it. */
  private static boolean isWhole(byte[] log, int at, int length) {
    if (at + 7 + length > log.length) {
      return false;
    }
    CRC32C sum = new CRC32C();
    sum.update(log, at + 6, 1 + length);
    int masked = Integer.rotateRight((int) sum.getValue(), 15) + 0xa282ead8;
    return buffer(log, at, 4).getInt() == masked;
  }

  private void readBatch(byte[] bytes, Unit unit) {
    ByteBuffer batch = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long sequence = batch.getLong();
    batch.getInt();
    while (batch.hasRemaining()) {
      boolean live = batch.get() == 1;
      String key = text(batch, (int) varint(batch));
      String value = live ? text(batch, (int) varint(batch)) : "";
      writes.add(new Write(key, sequence++, live, value, unit));
    }
  }

  private void readTable(String name, byte[] table) {
    boolean needed = tables.contains(number(name));
    if (!needed && !isFinished(table)) {
      return;
    }
    ByteBuffer footer = buffer(table, table.length - 48, 48);
    varint(footer);
    varint(footer);
    int index = (int) varint(footer);
    int indexSize = (int) varint(footer);
    for (String[] entry : entries(table, index, indexSize)) {
      ByteBuffer handle = ByteBuffer.wrap(entry[1].getBytes(StandardCharsets.ISO_8859_1));
      int offset = (int) varint(handle);
      int size = (int) varint(handle);
      Unit unit = new Unit(name, needed, List.of(new int[] {offset, offset + size + 5}));
      for (String[] write : entries(table, offset, size)) {
        byte[] key = write[0].getBytes(StandardCharsets.ISO_8859_1);
        long trailer = buffer(key, key.length - 8, 8).getLong();
        String user = write[0].substring(0, key.length - 8);
        writes.add(new Write(user, trailer >>> 8, (trailer & 0xff) == 1, write[1], unit));
      }
    }
  }

  /** A writer that was killed leaves the beginning of a table, or zeros. */
  private static boolean isFinished(byte[] table) {
    return table.length > 48 && buffer(table, table.length - 8, 8).getLong() == MAGIC;
  }

  private static List<String[]> entries(byte[] table, int offset, int size) {
    int restarts = buffer(table, offset + size - 4, 4).getInt();
    ByteBuffer block = buffer(table, offset, size - 4 - 4 * restarts);
    List<String[]> entries = new ArrayList<>();
    String key = "";
    while (block.hasRemaining()) {
      int shared = (int) varint(block);
      int added = (int) varint(block);
      int value = (int) varint(block);
      key = key.substring(0, shared) + text(block, added);
      entries.add(new String[] {key, text(block, value)});
    }
    return entries;
  }

  private void applyEdit(byte[] bytes) {
    ByteBuffer edit = ByteBuffer.wrap(bytes);
    Set<Long> added = new HashSet<>();
    while (edit.hasRemaining()) {
      int tag = (int) varint(edit);
      switch (tag) {
        case 1 -> text(edit, (int) varint(edit));
        case 2 -> logNumber = varint(edit);
        case 3, 4, 9 -> varint(edit);
        case 5 -> {
          varint(edit);
          text(edit, (int) varint(edit));
        }
        case 6 -> {
          varint(edit);
          tables.remove(varint(edit));
        }
        case 7 -> {
          varint(edit);
          added.add(varint(edit));
          varint(edit);
          text(edit, (int) varint(edit));
          text(edit, (int) varint(edit));
        }
        default -> throw new IllegalStateException("tag " + tag);
      }
    }
    tables.addAll(added);
  }

  private static ByteBuffer buffer(byte[] bytes, int from, int length) {
    return ByteBuffer.wrap(bytes, from, length).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long varint(ByteBuffer bytes) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte part = bytes.get();
      value |= (part & 0x7fL) << shift;
      if (part >= 0) {
        return value;
      }
    }
  }

  private static String text(ByteBuffer bytes, int length) {
    byte[] text = new byte[length];
    bytes.get(text);
    return new String(text, StandardCharsets.ISO_8859_1);
  }
}
