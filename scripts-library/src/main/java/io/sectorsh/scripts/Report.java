package io.sectorsh.scripts;

import java.util.List;

/**
 * The result of a script that does something to many things: a headline, a row for each thing,
 * closing lines.
 *
 * <p>For people the shell prints the three parts in that order; as JSON the object's own members,
 * as CSV the rows.
 */
public interface Report {
  /** What was done to what, or would be done, in one line. */
  String headline();

  /** One row a thing. */
  List<?> rows();

  /** The sums, and what to do next. */
  List<String> closing();

  /** Whether all went well; the shell's exit code is 1 if not. */
  default boolean succeeded() {
    return true;
  }
}
