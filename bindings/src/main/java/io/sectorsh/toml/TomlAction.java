package io.sectorsh.toml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.Alteration;
import io.sectorsh.migration.Fingerprint;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.Overlay;
import io.sectorsh.migration.Reading;
import io.sectorsh.textfile.TextFile;
import io.sectorsh.textfile.TextView;
import io.sectorsh.textfile.UndoableText;
import io.sectorsh.textfile.WholeTextAction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A change of a TOML file that a plan holds. The earlier content, which may hold tokens, is kept
 * beside the file and not in the journal: an undo brings back its very bytes.
 */
public final class TomlAction extends WholeTextAction {
  /** Its kind. */
  public static final String KIND = "file.toml";

  private final TomlFile file;
  private final List<TomlStep> steps;
  private final String label;

  private TomlAction(TomlFile file, List<TomlStep> steps, String label) {
    this.file = file;
    this.steps = List.copyOf(steps);
    this.label = label;
  }

  /**
   * The change as an action.
   *
   * @param change not {@link TomlChange#isForThisHandOnly}
   * @param label what it is for in an operator's words, or empty
   */
  public static TomlAction of(TomlChange change, String label) {
    if (change.isForThisHandOnly()) {
      throw new IllegalArgumentException("no action for " + change.path());
    }
    TomlFile plain = new TomlFile(change.path(), change.file().anyCase());
    return new TomlAction(plain, change.steps(), label);
  }

  /** Reads one back. */
  public static TomlAction read(ObjectNode json) {
    List<TomlStep> steps = new ArrayList<>();
    json.path("steps").forEach(step -> steps.add(TomlStep.read(step)));
    return new TomlAction(
        new TomlFile(Path.of(json.path("file").asText()), json.path("anyCase").asBoolean()),
        steps,
        json.path("label").asText());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode parameters() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("file", file.path().toAbsolutePath().toString()).put("anyCase", file.anyCase());
    ArrayNode all = json.put("label", label).putArray("steps");
    steps.forEach(step -> all.add(step.toJson()));
    return json;
  }

  @Override
  public String describe() {
    String what =
        label.isEmpty()
            ? steps.stream().map(TomlStep::toString).collect(Collectors.joining(", "))
            : label;
    return what + " in " + file.path();
  }

  @Override
  public Set<String> resources() {
    return Set.of("config:" + file.path().toAbsolutePath());
  }

  /** Looks at the values alone: other lines of the file may change. */
  @Override
  public Inspection inspect(Reading reading) {
    try {
      Optional<String> text = file.file().in(reading).text();
      TomlDocument document = document(text);
      if (steps.stream().allMatch(step -> step.isDoneIn(document))) {
        return Inspection.done();
      }
      changed(text);
      Fingerprint seen = new Fingerprint();
      for (TomlStep step : steps) {
        seen = seen.and(step.seen(document).toString());
      }
      return Inspection.notDone(seen.text());
    } catch (OperatorException unfit) {
      return Inspection.conflict(unfit.what() + ", " + unfit.where(), unfit.next());
    }
  }

  private TomlDocument document(Optional<String> text) {
    return TomlDocument.parse(text.orElse(""), file.path().toString(), file.anyCase());
  }

  private String changed(Optional<String> text) {
    TomlDocument document = document(text);
    for (TomlStep step : steps) {
      document = step.isDoneIn(document) ? document : step.in(document);
    }
    return document.text();
  }

  /** Values that may be tokens are blotted out on both sides. */
  @Override
  public List<Alteration> alterations(Reading reading) {
    Optional<String> text = file.file().in(reading).text();
    TomlDocument now = document(text);
    TomlDocument next = document(Optional.of(changed(text)));
    ObjectNode old = JsonNodeFactory.instance.objectNode();
    ObjectNode made = JsonNodeFactory.instance.objectNode();
    for (TomlStep step : steps) {
      put(old, step, now);
      put(made, step, next);
    }
    return List.of(new Alteration(file.path().toString(), old, made));
  }

  private static void put(ObjectNode values, TomlStep step, TomlDocument document) {
    JsonNode value = step.seen(document);
    if (!value.isMissingNode()) {
      values.put(step.path().toString(), TomlStep.shown(step.path(), value));
    }
  }

  @Override
  public boolean pretend(Overlay overlay) {
    TextView view = TextView.of(overlay);
    TextFile seen = new TextFile(file.path(), () -> view);
    seen.pretend(overlay, Optional.of(changed(seen.text())));
    return true;
  }

  @Override
  protected UndoableText undoable() {
    return new UndoableText(file.file(), before -> Optional.of(changed(before)));
  }
}
