package io.sectorsh.shell.render;

/** The few ways in which text is made to stand out. */
public enum Ink {
  /** Titles. */
  BOLD("1"),
  /** What is said beside the result. */
  FAINT("2"),
  /** What went wrong, and sessions that can hurt. */
  RED("31"),
  /** What is safe. */
  GREEN("32"),
  /** What needs care. */
  YELLOW("33");

  private final String code;

  Ink(String code) {
    this.code = code;
  }

  /** The text in this ink, as ANSI control sequences. */
  public String on(String text) {
    return "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
