package io.sectorsh.shell.render;

import io.sectorsh.rows.Following;
import org.jspecify.annotations.Nullable;

/**
 * Shows something that goes on: to a person as one line that changes, and to everybody its last
 * state when it is settled.
 */
final class FollowPrinter {
  private final Screen screen;
  private final Page page;

  FollowPrinter(Screen screen, Page page) {
    this.screen = screen;
    this.page = page;
  }

  <T> void print(Following<T> following) {
    @Nullable T last = null;
    try {
      for (T step : following) {
        last = step;
        show(following.line(step));
      }
    } finally {
      show("");
      if (last != null) {
        page.line(following.line(last));
      }
    }
  }

  private void show(String line) {
    if (screen.terminal()) {
      int room = screen.width() - 1;
      page.progress(
          line.length() <= room
              ? line
              : line.substring(0, Math.max(0, room - 1)) + screen.ellipsis());
    }
  }
}
