package io.sectorsh.lotus;

import io.sectorsh.filecoin.cbor.CborReader;
import io.sectorsh.filecoin.cbor.CborWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** A CBOR map kept as it was written, with the place of each member: reads lazily, changes none. */
final class RecordMembers {
  private final byte[] bytes;
  private final Map<String, Slice> members;

  /** Where the value of a member lies. */
  private record Slice(int from, int length) {}

  private RecordMembers(byte[] bytes, Map<String, Slice> members) {
    this.bytes = bytes;
    this.members = members;
  }

  /**
   * @param checks reads a member of that name as it is to be, so that later reads cannot fail
   */
  static RecordMembers decode(byte[] bytes, Map<String, Consumer<CborReader>> checks) {
    CborReader reader = new CborReader(bytes);
    int count = reader.readMapHeader();
    Map<String, Slice> members = new LinkedHashMap<>(count * 2);
    for (int i = 0; i < count; i++) {
      String name = reader.readText();
      int from = reader.position();
      checks.getOrDefault(name, CborReader::skip).accept(reader);
      members.put(name, new Slice(from, reader.position() - from));
    }
    reader.expectEnd();
    return new RecordMembers(bytes, members);
  }

  Set<String> names() {
    return members.keySet();
  }

  <T> T read(String name, T absent, Function<CborReader, T> form) {
    Slice slice = members.get(name);
    return slice == null ? absent : form.apply(new CborReader(bytes, slice.from, slice.length));
  }

  byte[] toBytes() {
    return bytes.clone();
  }

  /** The members as CBOR, in their order. */
  Map<String, byte[]> raw() {
    Map<String, byte[]> raw = new LinkedHashMap<>();
    members.forEach(
        (name, slice) ->
            raw.put(name, Arrays.copyOfRange(bytes, slice.from, slice.from + slice.length)));
    return raw;
  }

  static byte[] encode(Map<String, byte[]> raw) {
    CborWriter writer = new CborWriter().writeMapHeader(raw.size());
    raw.forEach((name, value) -> writer.writeText(name).writeRaw(value));
    return writer.toBytes();
  }
}
