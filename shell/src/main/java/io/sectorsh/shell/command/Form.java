package io.sectorsh.shell.command;

/** How a result is written. */
public enum Form {
  /** As suits the value: rows as a table, a single thing as itself. */
  AUTOMATIC,
  /** A table, even of a single thing. */
  TABLE,
  /** One JSON document. */
  JSON,
  /** Comma-separated values as in RFC 4180, with a header. */
  CSV,
  /** Only how many rows there are. */
  COUNT
}
