package io.sectorsh.shell.script;

import io.sectorsh.shell.session.Session;
import java.util.ArrayList;
import java.util.List;

/** What scripts there are. */
public final class ScriptList {
  private ScriptList() {}

  /**
   * One line of the list.
   *
   * @param script its words
   * @param purpose what it does
   */
  public record Entry(String script, String purpose) {}

  /** All scripts of a library, each with what it says of itself. */
  public static List<Entry> of(ScriptLibrary library, Session session) {
    ScriptRunner runner = new ScriptRunner(session, false, 80);
    List<Entry> entries = new ArrayList<>();
    library
        .all()
        .forEach(
            (words, file) ->
                entries.add(
                    new Entry(words, purpose(runner, new ScriptCall(words, file, List.of())))));
    return entries;
  }

  private static String purpose(ScriptRunner runner, ScriptCall call) {
    try {
      return runner.purpose(call);
    } catch (RuntimeException broken) {
      return "cannot be read: "
          + String.valueOf(broken.getMessage())
              .lines()
              .skip(1)
              .findFirst()
              .orElse("not valid Groovy");
    }
  }
}
