package io.sectorsh.shell.render;

import io.sectorsh.lotus.repo.RepoCheck;
import io.sectorsh.proofs.explain.Explanation;
import io.sectorsh.proofs.picture.HeatMap;
import io.sectorsh.proofs.recover.Recovery;
import io.sectorsh.rows.Following;
import io.sectorsh.scripts.Report;
import io.sectorsh.shell.command.Form;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows a value in the form that is asked for. */
public final class Renderer {
  private final Screen screen;

  /** A renderer for what has this size and these abilities. */
  public Renderer(Screen screen) {
    this.screen = screen;
  }

  /**
   * Writes a value.
   *
   * <p>A list is read while it is written and never held as a whole.
   *
   * @return how many rows were written; 1 for a single thing, 0 for nothing
   */
  public long print(@Nullable Object result, Form form, Page page) {
    if (form == Form.AUTOMATIC && Optional.empty().equals(result)) {
      page.line("none");
      return 0;
    }
    Object value = ValueText.unwrapped(result);
    return switch (form) {
      case JSON -> new JsonPrinter(page).print(value);
      case CSV -> inRows(listed(value), new CsvPrinter(page, true));
      case COUNT -> count(listed(value), page);
      case TABLE -> inRows(listed(value), new TablePrinter(screen, page, false));
      case AUTOMATIC ->
          value instanceof Report report ? report(report, page) : automatic(value, page);
    };
  }

  /** As {@link #print} for CSV that goes on where earlier rows ended. */
  public long appendCsv(@Nullable Object result, Page page) {
    return inRows(listed(ValueText.unwrapped(result)), new CsvPrinter(page, false));
  }

  private long report(Report report, Page page) {
    screen.lines(report.headline()).forEach(page::line);
    long rows = automatic(report.rows(), page);
    report.closing().forEach(line -> screen.lines(line).forEach(page::line));
    return rows;
  }

  private static @Nullable Object listed(@Nullable Object value) {
    return value instanceof Report report ? report.rows() : value;
  }

  private long automatic(@Nullable Object value, Page page) {
    if (value == null) {
      return 0;
    }
    if (value instanceof Following<?> following) {
      new FollowPrinter(screen, page).print(following);
      return 1;
    }
    if (drawn(value, page)) {
      return 1;
    }
    Optional<RowSource> list = RowSource.of(value);
    if (list.isPresent()) {
      if (value instanceof RepoCheck check) {
        screen.lines(check.toString()).forEach(page::line);
      }
      return inRows(list.get(), new TablePrinter(screen, page, true));
    }
    if (Columns.hasParts(value)) {
      new CardPrinter(screen, page).print(value);
    } else {
      alone(value, page);
    }
    return 1;
  }

  /** Our own things tell of themselves in sentences; what others wrote stays as it is. */
  private void alone(Object value, Page page) {
    String text = ValueText.alone(value);
    boolean ours = value.getClass().getName().startsWith("io.sectorsh.");
    (ours ? screen.lines(text) : List.of(text)).forEach(page::line);
  }

  /** Some things have a picture of their own. */
  private boolean drawn(Object value, Page page) {
    if (value instanceof Explanation explanation) {
      new ExplanationPrinter(screen, page).print(explanation);
    } else if (value instanceof Recovery recovery) {
      new RecoveryPrinter(screen, page).print(recovery);
    } else if (value instanceof HeatMap map) {
      new HeatMapPrinter(screen, page).print(map);
    } else {
      return false;
    }
    return true;
  }

  private static long inRows(@Nullable Object value, RowPrinter printer) {
    if (value == null) {
      return 0;
    }
    Object rows = value instanceof Map<?, ?> map ? map.entrySet() : value;
    return inRows(RowSource.of(rows).orElseGet(() -> RowSource.single(rows)), printer);
  }

  private static long inRows(RowSource rows, RowPrinter printer) {
    try (rows) {
      return printer.print(rows);
    }
  }

  private static long count(@Nullable Object value, Page page) {
    long rows = inRows(value, new RowCounter());
    page.line(Long.toString(rows));
    return rows;
  }
}
