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
import io.sectorsh.migration.Reversibility;
import io.sectorsh.replica.DamagedNodeException;
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
 * out: where the sealed file is damaged too, the old tree stays as evidence.
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

  private TreeFiles trees() {
    return new TreeFiles(target.files());
  }

  private Path file(int number) {
    return target.files().cache().resolve(trees().names().get(number));
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
    return target.files().sectorBytes() / trees().names().size() * numbers.size();
  }

  @Override
  public Set<String> resources() {
    return Set.of("replica:" + target.files().cache());
  }

  @Override
  public Reversibility reversibility() {
    return Reversibility.irreversible("what was there was damaged");
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
    for (int number : numbers) {
      if (!trees().isConsistent(number)) {
        return false;
      }
    }
    Optional<byte[]> root = trees().commRLast();
    if (root.isEmpty()) {
      return false;
    }
    PersistentAux aux = PersistentAux.of(target.commCBytes(), root.get());
    return aux.getCommR().equals(target.commR()) && isAux(aux);
  }

  @Override
  public void apply(BatchContext context) {
    try {
      Map<Integer, byte[]> made = new TreeMap<>();
      for (int number : numbers) {
        made.put(number, trees().make(number, Runtime.getRuntime().availableProcessors()));
      }
      if (!trees().leadsTo(target.commR(), target.commCBytes(), made)) {
        throw spoilt("CommR does not come out");
      }
      for (Map.Entry<Integer, byte[]> tree : made.entrySet()) {
        CacheFile.write(file(tree.getKey()), tree.getValue(), target.files().sealed());
        context.syncLater(file(tree.getKey()));
      }
      writeAux(context);
    } catch (DamagedNodeException damaged) {
      throw spoilt("node %d of a part of it can be none".formatted(damaged.getIndex()));
    } catch (IOException failed) {
      throw ReplicaTarget.failed(target.files().cache(), failed);
    }
  }

  /** The cache may be the one from before an upgrade, whose comm_c is the same. */
  private void writeAux(BatchContext context) throws IOException {
    PersistentAux aux = PersistentAux.of(target.commCBytes(), trees().commRLast().orElseThrow());
    if (!isAux(aux)) {
      Path path = target.files().cache().resolve(PersistentAux.FILE_NAME);
      CacheFile.write(path, aux.toBytes(), target.files().sealed());
      context.syncLater(path);
    }
  }

  private boolean isAux(PersistentAux aux) throws IOException {
    Path path = target.files().cache().resolve(PersistentAux.FILE_NAME);
    return Files.exists(path) && Arrays.equals(Files.readAllBytes(path), aux.toBytes());
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
  public void undo(PreImage before, BatchContext context) {
    throw new IllegalStateException("irreversible");
  }
}
