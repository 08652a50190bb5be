package io.sectorsh.textfile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sectorsh.migration.Fingerprint;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.PreImage;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How an action changes a text file and takes that back. The earlier content, which may hold
 * tokens, is kept beside the file and not in the journal, which has only its hash: an undo brings
 * back its very bytes.
 *
 * @param file the file
 * @param change the content after the action, of the one before it
 */
public record UndoableText(TextFile file, UnaryOperator<Optional<String>> change) {
  private static final String ABSENT = "absent";

  /** A name for a content: its hash. */
  public static String name(Optional<String> content) {
    return content.map(Fingerprint::of).orElse(ABSENT);
  }

  /** What to remember of the content that is there. */
  PreImage preImage() {
    return PreImage.of(name(file.text()).getBytes(UTF_8));
  }

  private static String name(PreImage before) {
    return before.bytes().map(bytes -> new String(bytes, UTF_8)).orElse(ABSENT);
  }

  private Path kept(String name) {
    Path path = file.path();
    return path.resolveSibling(path.getFileName() + TextChange.BACKUP + "-" + name);
  }

  private Optional<String> earlier(String name) {
    return name.equals(ABSENT) ? Optional.empty() : new TextFile(kept(name)).text();
  }

  /** Where the names are that change with it. */
  Path directory() {
    return file.directory();
  }

  /** Makes the change. */
  void apply() {
    Optional<String> now = file.text();
    new TextChange(file, now, change.apply(now)).write(kept(name(now)));
  }

  /** Whether it is taken back, or can be. */
  Inspection inspectUndo(PreImage before) {
    String name = name(before);
    Optional<String> now = file.text();
    if (name(now).equals(name)) {
      return Inspection.done();
    }
    Optional<String> earlier = earlier(name);
    if (!name(earlier).equals(name)) {
      return Inspection.conflict(
          "its earlier content is not kept in " + kept(name) + " any longer",
          "Change it back by hand.");
    }
    return now.equals(change.apply(earlier))
        ? Inspection.notDone("")
        : Inspection.conflict(
            "somebody has changed " + file.path() + " since",
            "Look at it beside " + kept(name) + ", and change it back by hand.");
  }

  /** Brings the earlier content back. */
  void undo(PreImage before) {
    file.replace(earlier(name(before)));
  }
}
