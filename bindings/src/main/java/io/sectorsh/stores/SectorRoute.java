package io.sectorsh.stores;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.migration.FileView;
import io.sectorsh.migration.Fingerprint;
import io.sectorsh.migration.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which files of which sector an action is about, from where to where; as a plan keeps it.
 *
 * @param set which files, where they are before
 * @param to the other store, or the trash's label
 * @param bytes how long they were when the action was made
 */
record SectorRoute(SectorFileSet set, String to, long bytes) {
  static SectorRoute of(SectorFileSet set, String to) {
    if (set.kinds().isEmpty()) {
      throw new OperatorException(
          ErrorCode.NOT_FOUND,
          "no file of the sector is there",
          set.toString(),
          "stores.find tells where the sector's files are.");
    }
    return new SectorRoute(set, to, set.bytes());
  }

  static SectorRoute read(ObjectNode parameters) {
    Set<SectorFileType> kinds = EnumSet.noneOf(SectorFileType.class);
    for (JsonNode kind : parameters.path("kinds")) {
      kinds.add(SectorFileType.ofDirectory(kind.asText()).orElseThrow(() -> damaged(parameters)));
    }
    if (kinds.isEmpty() || !parameters.hasNonNull("from") || !parameters.hasNonNull("to")) {
      throw damaged(parameters);
    }
    SectorId sector =
        new SectorId(parameters.path("miner").asLong(), parameters.path("number").asLong());
    return new SectorRoute(
        new SectorFileSet(Path.of(parameters.path("from").asText()), sector, kinds),
        parameters.path("to").asText(),
        parameters.path("bytes").asLong());
  }

  private static OperatorException damaged(ObjectNode parameters) {
    return new OperatorException(
        ErrorCode.DAMAGED,
        "these are no parameters of an action on sector files",
        parameters.toString(),
        "Make the plan again.");
  }

  ObjectNode parameters() {
    ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    parameters.put("miner", set.sector().miner()).put("number", set.sector().number());
    set.kinds().forEach(kind -> parameters.withArray("kinds").add(kind.directory()));
    return parameters.put("from", set.store().toString()).put("to", to).put("bytes", bytes);
  }

  /** Such as {@code s-t01000-5 (cache, sealed)}. */
  String files() {
    List<String> kinds = set.kinds().stream().map(SectorFileType::directory).toList();
    return set.sector() + " (" + String.join(", ", kinds) + ")";
  }

  /** The same as a reading sees the files. */
  SectorRoute in(Reading reading) {
    FileView view = FileView.of(reading);
    return new SectorRoute(set.seenBy(() -> view), to, bytes);
  }

  SectorFileSet there() {
    return set.in(other());
  }

  SectorTransfer transfer(CopyPace pace) {
    return new SectorTransfer(set, other(), pace);
  }

  private Path other() {
    return set.store().getFileSystem().getPath(to);
  }

  SectorTransfer back(CopyPace pace) {
    return new SectorTransfer(there(), set.store(), pace);
  }

  /** Names, lengths and times of the files, wherever each of them is by now. */
  String fingerprint(SectorFileSet other) {
    Fingerprint fingerprint = new Fingerprint();
    for (SectorFileType kind : set.kinds()) {
      SectorFileSet holder = set.actual(kind).isPresent() ? set : other;
      Path path = holder.path(kind);
      try {
        for (Path file : holder.filesOf(kind)) {
          fingerprint
              .and(String.valueOf(file.getFileName()))
              .and(Files.size(file))
              .and(Files.getLastModifiedTime(file).toMillis());
        }
      } catch (IOException failure) {
        throw StoreFailures.unreadable(path, failure);
      }
    }
    return fingerprint.text();
  }
}
