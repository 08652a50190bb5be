package io.sectorsh.lotus.repo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.lotus.record.LotusKeys;
import io.sectorsh.lotus.record.SectorRecord;
import io.sectorsh.lotus.record.StoredValueJson;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.Alteration;
import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.Overlay;
import io.sectorsh.migration.PreImage;
import io.sectorsh.migration.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sets or removes keys of lotus-miner's metadata: one sector's record, or all that the number
 * assigner knows. The actions of a batch take effect in one edit; undone by the old bytes, as long
 * as the new ones are what is there.
 */
final class RecordAction implements Action {
  static final String RECORD = "lotus.record";
  static final String NUMBERS = "lotus.numbers";

  private final String kind;
  private final LotusRepo repo;
  private final StoredValues wanted;

  RecordAction(String kind, LotusRepo repo, StoredValues wanted) {
    this.kind = kind;
    this.repo = repo;
    this.wanted = wanted;
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public ObjectNode parameters() {
    ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    parameters.put("repo", repo.getPath().toString()).set("values", wanted.toJson());
    return parameters;
  }

  @Override
  public String describe() {
    if (kind.equals(NUMBERS)) {
      return "set the sector numbers that count as used in " + repo.getPath();
    }
    return wanted.values().entrySet().stream().map(this::describe).collect(Collectors.joining());
  }

  private String describe(Map.Entry<String, Optional<byte[]>> change) {
    String key = change.getKey();
    if (change.getValue().isEmpty()) {
      return "remove " + key + " from " + repo.getPath();
    }
    if (!key.startsWith(LotusKeys.SECTORS)) {
      return "set " + key + " in " + repo.getPath();
    }
    String state =
        SectorRecord.read(repo.toString(), key, change.getValue().get()).readable().getState();
    return "set " + key + " (" + state + ") in " + repo.getPath();
  }

  @Override
  public long bytes() {
    return wanted.values().values().stream().mapToLong(v -> v.map(b -> b.length).orElse(0)).sum();
  }

  @Override
  public Set<String> resources() {
    return Set.of(RepoJoint.key(repo.getPath()));
  }

  private StoredValues now(Reading reading) {
    return StoredValues.now(RepoJoint.snapshot(repo, reading), wanted.values().keySet());
  }

  @Override
  public Inspection inspect(Reading reading) {
    StoredValues now = now(reading);
    return now.isSame(wanted) ? Inspection.done() : Inspection.notDone(now.fingerprint());
  }

  @Override
  public PreImage preImage(Reading reading) {
    return PreImage.of(now(reading).toJson().toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<Alteration> alterations(Reading reading) {
    StoredValues now = now(reading);
    List<Alteration> altered = new ArrayList<>();
    wanted
        .values()
        .forEach(
            (key, value) ->
                altered.add(
                    new StoredValueJson(repo.getPath(), key)
                        .altered(now.values().getOrDefault(key, Optional.empty()), value)));
    return altered;
  }

  @Override
  public boolean pretend(Overlay overlay) {
    RepoView.of(overlay, repo.getPath()).change(wanted.values());
    return true;
  }

  @Override
  public void apply(BatchContext context) {
    RepoEdit edit = RepoJoint.edit(repo, context);
    if (kind.equals(NUMBERS)) {
      wanted.putInto(edit);
    } else {
      wanted
          .values()
          .forEach(
              (key, value) ->
                  value.ifPresentOrElse(bytes -> edit.put(key, bytes), () -> edit.delete(key)));
    }
  }

  /** The exchange of directories that a killed process had made may not be on the disk yet. */
  @Override
  public void makeDurable(BatchContext context) {
    context.syncLater(repo.getDatastorePath());
  }

  @Override
  public Inspection inspectUndo(PreImage before, Reading reading) {
    StoredValues now = now(reading);
    if (before.bytes().map(StoredValues::read).filter(now::isSame).isPresent()) {
      return Inspection.done();
    }
    return now.isSame(wanted)
        ? Inspection.notDone("")
        : Inspection.conflict(
            "it was changed after this migration: " + String.join(", ", wanted.values().keySet()),
            "Look at it with lotus.repo; what was changed since would be lost.");
  }

  @Override
  public void undo(PreImage before, BatchContext context) {
    before
        .bytes()
        .map(StoredValues::read)
        .ifPresent(values -> values.putInto(RepoJoint.edit(repo, context)));
  }
}
