package io.sectorsh.filecoin;

/** How often randomized tests try. */
public final class Trials {
  private Trials() {}

  /** So often in every build, fifty times as often in the long one. */
  public static int of(int usual) {
    return Boolean.getBoolean("long.trials") ? 50 * usual : usual;
  }
}
