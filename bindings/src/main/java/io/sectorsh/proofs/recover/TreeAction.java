package io.sectorsh.proofs.recover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Fingerprint;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.PreImage;
import io.sectorsh.migration.Reading;
import io.sectorsh.replica.DamagedNodeException;
import io.sectorsh.replica.FastHashes;
import io.sectorsh.replica.GroupHash;
import io.sectorsh.replica.PersistentAux;
import io.sectorsh.replica.TreeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes tree files of a cache again from the sealed file. Nothing is written unless CommR comes
 * out. What was there stays beside the new files as {@code NAME.sectorsh-old}, and comes back when
 * it is undone.
 */
final class TreeAction implements Action {
  static final String KIND = "replica.tree";

  private final ReplicaTarget target;
  private final List<Integer> numbers;

  TreeAction(ReplicaTarget target, List<Integer> numbers) {
    this.target = target;
    this.numbers = List.copyOf(numbers);
  }

  static TreeAction read(ObjectNode parameters) {
    List<Integer> numbers = new ArrayList<>();
    parameters.path("trees").forEach(number -> numbers.add(number.asInt()));
    return new TreeAction(ReplicaTarget.read(parameters), numbers);
  }

  private TreeFiles trees(GroupHash hash) {
    return new TreeFiles(target.files(), hash);
  }

  private List<String> names() {
    return TreeFiles.names(target.files());
  }

  private Path file(int number) {
    return target.files().cache().resolve(names().get(number));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode parameters() {
    ObjectNode parameters = target.parameters();
    numbers.forEach(parameters.withArray("trees")::add);
    return parameters;
  }

  @Override
  public String describe() {
    String more = numbers.size() == 1 ? "" : " and %d more".formatted(numbers.size() - 1);
    return "make " + file(numbers.get(0)) + more + " again from " + target.files().sealed();
  }

  @Override
  public long bytes() {
    return target.files().sectorBytes() / names().size() * numbers.size();
  }

  @Override
  public Set<String> resources() {
    return Set.of("replica:" + target.files().cache());
  }

  @Override
  public Inspection inspect(Reading reading) {
    try {
      if (!Files.exists(target.files().sealed())) {
        return Inspection.conflict(
            "there is no sealed file " + target.files().sealed(), "Bring it back first.");
      }
      return isGood()
          ? Inspection.done()
          : Inspection.notDone(
              new Fingerprint()
                  .and(Files.size(target.files().sealed()))
                  .and(Files.getLastModifiedTime(target.files().sealed()).toMillis())
                  .text());
    } catch (IOException failed) {
      throw ReplicaTarget.failed(target.files().cache(), failed);
    }
  }

  /** A tree of another replica is good in itself: only the roots of all tell. */
  private boolean isGood() throws IOException {
    try (FastHashes hashes = FastHashes.forBytes(TreeFiles.bytes(target.files()))) {
      TreeFiles trees = trees(hashes.shared());
      Optional<PersistentAux> aux = aux(trees);
      return aux.isPresent()
          && aux.get().getCommR().equals(target.commR())
          && isAux(aux.get())
          && trees.inconsistent(numbers).isEmpty();
    }
  }

  private Optional<PersistentAux> aux(TreeFiles trees) throws IOException {
    return trees.commRLast().map(root -> PersistentAux.of(target.commCBytes(), root));
  }

  @Override
  public PreImage preImage(Reading reading) {
    try {
      return TreesBefore.look(target.files().cache(), names(numbers)).toImage();
    } catch (IOException failed) {
      throw ReplicaTarget.failed(target.files().cache(), failed);
    }
  }

  private List<String> names(List<Integer> chosen) {
    return chosen.stream().map(names()::get).toList();
  }

  @Override
  public void apply(BatchContext context) {
    try (FastHashes hashes = FastHashes.forBytes(bytes())) {
      TreeFiles trees = trees(hashes.shared());
      Map<Integer, byte[]> made = new TreeMap<>();
      for (int number : numbers) {
        made.put(number, trees.make(number, context::moved));
      }
      if (!trees.leadsTo(target.commR(), target.commCBytes(), made)) {
        throw spoilt("CommR does not come out");
      }
      for (Map.Entry<Integer, byte[]> tree : made.entrySet()) {
        TreesBefore.keep(file(tree.getKey()));
        write(file(tree.getKey()), tree.getValue(), context);
      }
      PersistentAux aux = aux(trees).orElseThrow();
      if (!isAux(aux)) {
        write(auxFile(), aux.toBytes(), context);
      }
    } catch (DamagedNodeException damaged) {
      throw spoilt("node %d of a part of it can be none".formatted(damaged.getIndex()));
    } catch (IOException failed) {
      throw ReplicaTarget.failed(target.files().cache(), failed);
    }
  }

  private void write(Path file, byte[] content, BatchContext context) throws IOException {
    CacheFile.write(file, content, target.files().sealed());
    context.syncLater(file);
  }

  private Path auxFile() {
    return target.files().cache().resolve(PersistentAux.FILE_NAME);
  }

  /** The cache may be the one from before an upgrade, whose comm_c is the same. */
  private boolean isAux(PersistentAux aux) throws IOException {
    return Files.exists(auxFile()) && Arrays.equals(Files.readAllBytes(auxFile()), aux.toBytes());
  }

  private OperatorException spoilt(String why) {
    return new OperatorException(
        ErrorCode.DAMAGED,
        "no tree can be made of it: " + why,
        target.files().sealed().toString(),
        "The sealed file is damaged too, or another tree file is: proofs.scrub shows where. Restore"
            + " it from a copy, or rebuild the sector.");
  }

  @Override
  public Inspection inspectUndo(PreImage before, Reading reading) {
    try {
      return TreesBefore.of(before).isBack(target.files().cache(), names(numbers))
          ? Inspection.done()
          : Inspection.notDone("");
    } catch (IOException failed) {
      throw ReplicaTarget.failed(target.files().cache(), failed);
    }
  }

  @Override
  public void undo(PreImage before, BatchContext context) {
    try {
      TreesBefore former = TreesBefore.of(before);
      for (String name : names(numbers)) {
        former.bringBack(target.files().cache().resolve(name));
        context.syncLater(target.files().cache().resolve(name));
      }
      if (former.aux().isPresent()) {
        write(auxFile(), former.aux().get(), context);
      } else {
        Files.deleteIfExists(auxFile());
        context.syncLater(auxFile());
      }
    } catch (IOException failed) {
      throw ReplicaTarget.failed(target.files().cache(), failed);
    }
  }
}
