package io.sectorsh.textfile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.migration.ActionKinds;
import io.sectorsh.migration.Alteration;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.Overlay;
import io.sectorsh.migration.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A change of a text file that a plan holds: judged by the hashes of the whole content before and
 * after, so that any change by somebody else is noticed.
 */
final class TextAction extends WholeTextAction {
  static final String KIND = "file.text";

  private final TextFile file;
  private final List<TextPiece> steps;
  private final String before;
  private final String after;

  private TextAction(TextFile file, List<TextPiece> steps, String before, String after) {
    this.file = file;
    this.steps = List.copyOf(steps);
    this.before = before;
    this.after = after;
  }

  static TextAction of(TextEdit edit) {
    return new TextAction(
        new TextFile(edit.change().file().path().toAbsolutePath()),
        edit.steps(),
        UndoableText.name(edit.change().before()),
        UndoableText.name(edit.change().after()));
  }

  /** Reads them back. */
  static ActionKinds kinds() {
    return ActionKinds.none().with(KIND, TextAction::read);
  }

  private static TextAction read(ObjectNode json) {
    List<TextPiece> steps = new ArrayList<>();
    json.path("steps").forEach(step -> steps.add(TextPiece.read(step)));
    return new TextAction(
        new TextFile(Path.of(json.path("file").asText())),
        steps,
        json.path("before").asText(),
        json.path("after").asText());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode parameters() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("file", file.path().toString()).put("before", before).put("after", after);
    ArrayNode all = json.putArray("steps");
    steps.forEach(step -> all.add(step.toJson()));
    return json;
  }

  @Override
  public String describe() {
    boolean whole = steps.get(0).piece().isEmpty();
    String pieces = steps.size() == 1 ? "a piece" : steps.size() + " pieces";
    return (whole ? "write " : "change " + pieces + " of ") + file.path();
  }

  @Override
  public long bytes() {
    return steps.stream().mapToLong(step -> step.with().length()).sum();
  }

  @Override
  public Set<String> resources() {
    return Set.of("config:" + file.path());
  }

  @Override
  public Inspection inspect(Reading reading) {
    String now = UndoableText.name(file.in(reading).text());
    if (now.equals(after)) {
      return Inspection.done();
    }
    return now.equals(before)
        ? Inspection.notDone(now)
        : Inspection.conflict(
            "somebody has changed " + file.path() + " meanwhile",
            "Look at it, and make the change again.");
  }

  private Optional<String> changed(Optional<String> content) {
    Optional<String> made = content;
    for (TextPiece step : steps) {
      made = Optional.of(step.in(made, file.path().toString()));
    }
    return made;
  }

  @Override
  protected UndoableText undoable() {
    return new UndoableText(file, this::changed);
  }

  @Override
  public List<Alteration> alterations(Reading reading) {
    Optional<String> now = file.in(reading).text();
    return List.of(
        Alteration.ofWords(
            file.path().toString(),
            now.map(TextAction::shown),
            changed(now).map(TextAction::shown)));
  }

  /** With an end of line at least, so that it is compared line by line. */
  private static String shown(String content) {
    return TextDiff.withoutSecrets(content) + (content.endsWith("\n") ? "" : "\n");
  }

  @Override
  public boolean pretend(Overlay overlay) {
    TextView view = TextView.of(overlay);
    file.pretend(overlay, changed(new TextFile(file.path(), () -> view).text()));
    return true;
  }
}
