package io.sectorsh.lotus.storage;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lotus.record.SectorFileType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Something about a storage path that lotus-miner stumbles over.
 *
 * @param path the storage path or the file
 * @param fatal whether the miner does not start with it; otherwise it goes on without
 * @param problem what is wrong and what to do
 */
public record StorageProblem(Path path, boolean fatal, OperatorException problem) {

  /** A file that the sealer does not expect there. */
  public static StorageProblem ofFile(StorageFile file) {
    return new StorageProblem(file.path(), file.sector().isEmpty(), file.problem().orElseThrow());
  }

  /** What is wrong with the settings of the paths together. */
  public static List<StorageProblem> ofSettings(List<StoragePath> paths) {
    List<StorageProblem> problems = new ArrayList<>();
    Map<String, StoragePath> byId = new HashMap<>();
    for (StoragePath path : paths) {
      path.problem().ifPresent(told -> problems.add(new StorageProblem(path.path(), true, told)));
      StoragePath other = path.id().isEmpty() ? null : byId.putIfAbsent(path.id(), path);
      if (other != null) {
        problems.add(fatal(path.path(), "has the ID " + path.id() + " of " + other.path()));
      }
      addUnknownWords(problems, path);
    }
    return List.copyOf(problems);
  }

  private static void addUnknownWords(List<StorageProblem> problems, StoragePath path) {
    Stream.concat(path.allowTypes().stream(), path.denyTypes().stream())
        .filter(word -> SectorFileType.ofDirectory(word).isEmpty())
        .forEach(
            word ->
                problems.add(
                    new StorageProblem(
                        path.path(),
                        false,
                        new OperatorException(
                            ErrorCode.DAMAGED,
                            "no kind of sector file: " + word + "; lotus-miner drops the word",
                            path.path().resolve(StoragePaths.STORE_FILE).toString(),
                            "Set the types anew: storage.change(id) { it.allowTypes([...]) }"))));
  }

  private static StorageProblem fatal(Path path, String what) {
    return new StorageProblem(
        path,
        true,
        new OperatorException(
            ErrorCode.DAMAGED,
            what,
            path.toString(),
            "Detach one of the two; lotus-miner opens only one path of an ID."));
  }
}
