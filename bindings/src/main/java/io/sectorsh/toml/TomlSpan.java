package io.sectorsh.toml;

/**
 * A piece of a TOML file that says something: a header or a key with its value.
 *
 * @param kind which of them
 * @param path of the table, or of the value
 * @param table the table that it stands in; for a header the path itself
 * @param start offset of its line's first character
 * @param valueStart offset of the value's first character; for a header, of the line's
 * @param valueEnd offset behind the value or the closing bracket
 * @param end offset behind its last line, with the line's end
 * @param line counted from 1
 */
record TomlSpan(
    Kind kind,
    TomlPath path,
    TomlPath table,
    int start,
    int valueStart,
    int valueEnd,
    int end,
    int line) {
  enum Kind {
    /** Such as {@code [Common.API]} or {@code [[Miners]]}. */
    HEADER,
    /** Such as {@code Name = "store-a"}. */
    VALUE
  }

  boolean isHeader() {
    return kind == Kind.HEADER;
  }
}
