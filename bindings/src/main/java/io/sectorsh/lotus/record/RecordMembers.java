package io.sectorsh.lotus.record;

import io.sectorsh.filecoin.cbor.CborReader;
import io.sectorsh.filecoin.cbor.CborWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A sector's record kept as it was written, with the place of each member: reads lazily, changes
 * none.
 */
public final class RecordMembers {
  private final byte[] bytes;
  private final String[] names;
  private final int[] ends;
  private final int[] starts;
  private boolean inOrder = true;

  private RecordMembers(byte[] bytes, int count) {
    this.bytes = bytes;
    this.names = new String[count];
    this.starts = new int[count];
    this.ends = new int[count];
  }

  /** Reads a record and checks each member. */
  public static RecordMembers decode(byte[] bytes) {
    return read(bytes, true);
  }

  /** Finds where each member is without a look at what is in it. */
  static RecordMembers skim(byte[] bytes) {
    return read(bytes, false);
  }

  private static RecordMembers read(byte[] bytes, boolean checked) {
    CborReader reader = new CborReader(bytes);
    RecordMembers members = new RecordMembers(bytes, reader.readMapHeader());
    for (int i = 0; i < members.names.length; i++) {
      String name = SectorMembers.readName(reader, i);
      members.names[i] = name;
      members.inOrder &= SectorMembers.isInPlace(name, i);
      members.starts[i] = reader.position();
      if (checked) {
        SectorMembers.check(name, i, reader);
      } else {
        reader.skip();
      }
      members.ends[i] = reader.position();
    }
    reader.expectEnd();
    return members;
  }

  List<String> names() {
    return List.of(names);
  }

  /** Reads a member; of two with one name the last counts, as in lotus. */
  <T> T read(String name, T absent, Function<CborReader, T> form) {
    int place = inOrder ? SectorMembers.place(name) : last(name);
    if (place >= 0 && place < names.length) {
      return form.apply(new CborReader(bytes, starts[place], ends[place] - starts[place]));
    }
    return absent;
  }

  private int last(String name) {
    int place = names.length - 1;
    while (place >= 0 && !names[place].equals(name)) {
      place--;
    }
    return place;
  }

  byte[] toBytes() {
    return bytes.clone();
  }

  /** The members as CBOR, in their order. */
  public Map<String, byte[]> raw() {
    Map<String, byte[]> raw = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      raw.put(names[i], Arrays.copyOfRange(bytes, starts[i], ends[i]));
    }
    return raw;
  }

  /** A record of members that are encoded already, in this order. */
  public static byte[] encode(Map<String, byte[]> raw) {
    CborWriter writer = new CborWriter().writeMapHeader(raw.size());
    raw.forEach((name, value) -> writer.writeRaw(SectorMembers.encodedName(name)).writeRaw(value));
    return writer.toBytes();
  }
}
