package io.sectorsh.shell.render;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a value as one JSON document; a list with one row on each line, read while written. */
final class JsonPrinter {
  private final Page page;
  private final ObjectMapper mapper = JsonForms.mapper();

  JsonPrinter(Page page) {
    this.page = page;
  }

  long print(@Nullable Object value) {
    try {
      Optional<RowSource> list = RowSource.of(value);
      return list.isPresent() ? printList(list.get()) : printOne(value);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private long printOne(@Nullable Object value) throws IOException {
    String text = mapper.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
    text.lines().forEach(page::line);
    return 1;
  }

  private long printList(RowSource source) throws IOException {
    try (source) {
      Iterator<?> rows = source.rows();
      long count = 0;
      String open = "[";
      while (page.wantsMore() && rows.hasNext()) {
        String row = mapper.writeValueAsString(rows.next());
        page.line(open + row + (rows.hasNext() ? "," : "]"));
        open = " ";
        count++;
      }
      if (count == 0) {
        page.line("[]");
      }
      return count;
    }
  }
}
