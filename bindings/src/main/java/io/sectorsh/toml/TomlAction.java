package io.sectorsh.toml;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Fingerprint;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.PreImage;
import io.sectorsh.migration.Reading;
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
public final class TomlAction implements Action {
  /** Its kind. */
  public static final String KIND = "file.toml";

  private static final String ABSENT = "absent";

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
    return new TomlAction(change.file(), change.steps(), label);
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
      TomlDocument document = document(file.text());
      if (steps.stream().allMatch(step -> step.isDoneIn(document))) {
        return Inspection.done();
      }
      changed(file.text());
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

  @Override
  public PreImage preImage(Reading reading) {
    return PreImage.of(name(file.text()).getBytes(UTF_8));
  }

  private static String name(Optional<String> content) {
    return content.map(Fingerprint::of).orElse(ABSENT);
  }

  private TomlFile kept(String name) {
    Path path = file.path();
    return new TomlFile(
        path.resolveSibling(path.getFileName() + TomlChange.BACKUP + "-" + name), file.anyCase());
  }

  @Override
  public void apply(BatchContext context) {
    Optional<String> now = file.text();
    new TomlChange(file, steps, now, Optional.of(changed(now))).write(kept(name(now)).path());
  }

  @Override
  public Inspection inspectUndo(PreImage before, Reading reading) {
    String name = before.bytes().map(bytes -> new String(bytes, UTF_8)).orElse(ABSENT);
    Optional<String> now = file.text();
    if (name(now).equals(name)) {
      return Inspection.done();
    }
    Optional<String> earlier = earlier(name);
    if (!name(earlier).equals(name)) {
      return Inspection.conflict(
          "its earlier content is not kept in " + kept(name).path() + " any longer",
          "Change it back by hand.");
    }
    return now.equals(Optional.of(changed(earlier)))
        ? Inspection.notDone("")
        : Inspection.conflict(
            "somebody has changed " + file.path() + " since",
            "Look at it beside " + kept(name).path() + ", and change it back by hand.");
  }

  private Optional<String> earlier(String name) {
    return name.equals(ABSENT) ? Optional.empty() : kept(name).text();
  }

  @Override
  public void undo(PreImage before, BatchContext context) {
    String name = before.bytes().map(bytes -> new String(bytes, UTF_8)).orElse(ABSENT);
    new TomlChange(file, List.of(), file.text(), earlier(name)).replace();
  }

  @Override
  public String toString() {
    return describe();
  }
}
