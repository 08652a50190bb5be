package io.sectorsh.lotus.repo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.lotus.storage.StorageJson;
import io.sectorsh.lotus.storage.StoragePaths;
import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Fingerprint;
import io.sectorsh.migration.Inspection;
import io.sectorsh.textfile.TextView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sets members of a storage path's {@code sectorstore.json}, which a running miner only reads. */
final class StorageSettingsAction extends StorageFileAction {
  static final String KIND = "lotus.repo.storage.settings";

  private final ObjectNode wanted;

  StorageSettingsAction(LotusRepo repo, Path path, ObjectNode wanted) {
    super(repo, path);
    this.wanted = wanted;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode parameters() {
    return super.parameters().set("settings", wanted);
  }

  @Override
  public String describe() {
    return wanted.properties().stream()
        .map(member -> member.getKey() + " " + member.getValue())
        .collect(Collectors.joining(", ", "set ", " in " + file()));
  }

  @Override
  Path file() {
    return path().resolve(StoragePaths.STORE_FILE);
  }

  @Override
  void hold(BatchContext context) {
    // The miner reads it when it starts, and never writes it.
  }

  @Override
  Inspection judge(Optional<ObjectNode> now, TextView view) {
    if (now.isEmpty()) {
      return Inspection.conflict(
          path() + " has no " + StoragePaths.STORE_FILE, "See whether it is mounted.");
    }
    List<String> values = values(now);
    return values.equals(values(Optional.of(wanted)))
        ? Inspection.done()
        : Inspection.notDone(Fingerprint.of(values.toString()));
  }

  /** As text: a number that was read is another kind of node than one that was set. */
  private List<String> values(Optional<ObjectNode> json) {
    List<String> values = new ArrayList<>();
    json.ifPresent(
        members ->
            wanted
                .fieldNames()
                .forEachRemaining(
                    name -> values.add(StorageJson.member(members, name).toString())));
    return values;
  }

  @Override
  Optional<ObjectNode> after(Optional<ObjectNode> now) {
    return set(now, wanted);
  }

  private Optional<ObjectNode> set(Optional<ObjectNode> now, ObjectNode values) {
    now.ifPresent(
        json -> {
          for (Map.Entry<String, ?> member : wanted.properties()) {
            String name = member.getKey();
            StorageJson.put(json, name, StorageJson.member(values, name));
          }
        });
    return now;
  }

  @Override
  Inspection judgeUndo(Optional<ObjectNode> now, Optional<ObjectNode> earlier) {
    List<String> values = values(now);
    if (values.equals(values(earlier))) {
      return Inspection.done();
    }
    return values.equals(values(Optional.of(wanted)))
        ? Inspection.notDone("")
        : Inspection.conflict(
            "somebody has set the same in " + file() + " since",
            "Look at it with lotus.repo.storage.paths.");
  }

  @Override
  Optional<ObjectNode> back(Optional<ObjectNode> now, Optional<ObjectNode> earlier) {
    return set(now, earlier.orElseGet(StorageJson::object));
  }
}
