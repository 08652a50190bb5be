package io.sectorsh.lotus.salvage;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sectorsh.lotus.record.RepoFailures;
import io.sectorsh.rows.RowCursor;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The report of a salvage as a file, one JSON object a line: for each key where it comes from. */
final class SalvageLines implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final BufferedWriter out;

  private SalvageLines(Path file, BufferedWriter out) {
    this.file = file;
    this.out = out;
  }

  static SalvageLines create(Path file) throws IOException {
    return new SalvageLines(file, Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW));
  }

  void add(SalvagedRecord record) {
    try {
      out.write(record.toJson().toString());
      out.write('\n');
    } catch (IOException failure) {
      throw RepoFailures.of(file, failure);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException failure) {
      throw RepoFailures.of(file, failure);
    }
  }

  /** A pass over the lines of a report. */
  static RowCursor<SalvagedRecord> read(Path file) {
    try {
      return new Pass(file, Files.newBufferedReader(file));
    } catch (IOException failure) {
      throw RepoFailures.of(file, failure);
    }
  }

  private static final class Pass implements RowCursor<SalvagedRecord> {
    private final Path file;
    private final BufferedReader in;
    private @Nullable String line;

    Pass(Path file, BufferedReader in) throws IOException {
      this.file = file;
      this.in = in;
      this.line = in.readLine();
    }

    @Override
    public boolean hasNext() {
      return line != null;
    }

    @Override
    public SalvagedRecord next() {
      String present = line;
      if (present == null) {
        throw new NoSuchElementException();
      }
      try {
        line = in.readLine();
        return SalvagedRecord.of(JSON.readTree(present));
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
}
