package io.sectorsh.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Sets one line of a ledger file; the batch rewrites the file once for all of its lines. */
record SetLine(Path ledger, String key, String value) implements Action {
  static final String KIND = "test.line";

  static SetLine read(ObjectNode parameters) {
    return new SetLine(
        Path.of(parameters.get("ledger").asText()),
        parameters.get("key").asText(),
        parameters.get("value").asText());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode parameters() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("ledger", ledger.toString())
        .put("key", key)
        .put("value", value);
  }

  @Override
  public String describe() {
    return "set line " + key + " to " + value;
  }

  @Override
  public Set<String> resources() {
    return Set.of("repo:" + ledger);
  }

  private Ledger open(Reading reading) {
    return reading.shared("ledger:" + ledger, Ledger.class, () -> Ledger.open(ledger));
  }

  private Optional<String> now(Reading reading) {
    return open(reading).get(key);
  }

  @Override
  public Inspection inspect(Reading reading) {
    Optional<String> now = now(reading);
    return now.equals(Optional.of(value))
        ? Inspection.done()
        : Inspection.notDone(Fingerprint.of(now.orElse("")));
  }

  @Override
  public PreImage preImage(Reading reading) {
    return now(reading).map(text -> PreImage.of(text.getBytes(UTF_8))).orElse(PreImage.none());
  }

  private Ledger joint(BatchContext context) {
    return context.joint("ledger:" + ledger, Ledger.class, () -> Ledger.open(ledger));
  }

  @Override
  public void apply(BatchContext context) {
    joint(context).set(key, Optional.of(value));
  }

  @Override
  public void makeDurable(BatchContext context) {
    context.syncLater(ledger.getParent());
  }

  @Override
  public Inspection inspectUndo(PreImage before, Reading reading) {
    boolean isBack = now(reading).equals(before.bytes().map(bytes -> new String(bytes, UTF_8)));
    return isBack && !open(reading).hasLeftover() ? Inspection.done() : Inspection.notDone("");
  }

  @Override
  public void undo(PreImage before, BatchContext context) {
    joint(context).set(key, before.bytes().map(bytes -> new String(bytes, UTF_8)));
  }
}
