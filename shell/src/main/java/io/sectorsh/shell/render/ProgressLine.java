package io.sectorsh.shell.render;

/** One line on a terminal that changes while something goes on, and is gone before a result. */
final class ProgressLine {
  private final Screen screen;
  private final Page page;
  private boolean shown;

  ProgressLine(Screen screen, Page page) {
    this.screen = screen;
    this.page = page;
  }

  void show(String line) {
    if (screen.terminal()) {
      int room = screen.width() - 1;
      page.progress(
          line.length() <= room
              ? line
              : line.substring(0, Math.max(0, room - 1)) + screen.ellipsis());
      shown = !line.isEmpty();
    }
  }

  void clear() {
    if (shown) {
      show("");
    }
  }
}
