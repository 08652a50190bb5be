package io.sectorsh.lotus.record;

import io.sectorsh.filecoin.cbor.CborReader;
import io.sectorsh.filecoin.cbor.CborWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Lists and absent things, as lotus' records hold them. */
final class CborForms {
  private CborForms() {}

  /** The name of a member as it stands in a record, to be compared with. */
  static byte[] name(String text) {
    return new CborWriter().writeText(text).toBytes();
  }

  static <T> Optional<T> nullable(CborReader reader, Function<CborReader, T> form) {
    return reader.readNull() ? Optional.empty() : Optional.of(form.apply(reader));
  }

  static <T> void writeNullable(
      CborWriter writer, Optional<T> value, BiConsumer<T, CborWriter> form) {
    value.ifPresentOrElse(present -> form.accept(present, writer), writer::writeNull);
  }

  static <T> List<T> list(CborReader reader, Function<CborReader, T> form) {
    int count = reader.readArrayHeader();
    if (count == 0) {
      return List.of();
    }
    List<T> items = new ArrayList<>(Math.min(count, 64)); // It may announce more than there are.
    for (int i = 0; i < count; i++) {
      items.add(form.apply(reader));
    }
    return Collections.unmodifiableList(items);
  }

  static <T> void writeList(CborWriter writer, List<T> items, BiConsumer<T, CborWriter> form) {
    writer.writeArrayHeader(items.size());
    items.forEach(item -> form.accept(item, writer));
  }
}
