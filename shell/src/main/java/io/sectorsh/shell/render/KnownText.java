package io.sectorsh.shell.render;

/** The text of values that are neither numbers nor collections: Filecoin's above all. */
final class KnownText {
  private KnownText() {}

  /** As the only thing that is shown, where there is room for more than in a cell. */
  static String alone(Object value) {
    return of(value, false);
  }

  static String of(Object value, boolean brief) {
    return String.valueOf(value);
  }
}
