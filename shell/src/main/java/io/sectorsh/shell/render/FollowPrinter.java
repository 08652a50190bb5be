package io.sectorsh.shell.render;

import io.sectorsh.rows.Following;
import org.jspecify.annotations.Nullable;

/**
 * Shows something that goes on: to a person as one line that changes, and to everybody its last
 * state when it is settled.
 */
final class FollowPrinter {
  private final Screen screen;
  private final ProgressLine progress;
  private final Page page;

  FollowPrinter(Screen screen, Page page) {
    this.screen = screen;
    this.progress = new ProgressLine(screen, page);
    this.page = page;
  }

  <T> void print(Following<T> following) {
    @Nullable T last = null;
    try {
      for (T step : following) {
        last = step;
        progress.show(following.line(step));
      }
    } finally {
      progress.clear();
      if (last != null) {
        screen.lines(following.line(last)).forEach(page::line);
      }
    }
  }
}
