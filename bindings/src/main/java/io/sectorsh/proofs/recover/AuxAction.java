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
import io.sectorsh.replica.PersistentAux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** Writes the p_aux that leads to CommR; undone by putting back what was there. */
final class AuxAction implements Action {
  static final String KIND = "replica.p_aux";

  private final ReplicaTarget target;
  private final String commRLast;

  /**
   * @param commRLast root over the sealed file, in hexadecimal
   */
  AuxAction(ReplicaTarget target, String commRLast) {
    this.target = target;
    this.commRLast = commRLast;
  }

  static AuxAction read(ObjectNode parameters) {
    return new AuxAction(ReplicaTarget.read(parameters), parameters.path("commRLast").asText());
  }

  private PersistentAux aux() {
    return PersistentAux.of(target.commCBytes(), HexFormat.of().parseHex(commRLast));
  }

  private Path file() {
    return target.files().cache().resolve(PersistentAux.FILE_NAME);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode parameters() {
    return target.parameters().put("commRLast", commRLast);
  }

  @Override
  public String describe() {
    return "write " + file() + ", which leads to CommR " + target.commR();
  }

  @Override
  public long bytes() {
    return PersistentAux.BYTES;
  }

  @Override
  public Set<String> resources() {
    return Set.of("replica:" + target.files().cache());
  }

  @Override
  public Inspection inspect(Reading reading) {
    Optional<byte[]> found = found();
    return found.isPresent() && Arrays.equals(found.get(), aux().toBytes())
        ? Inspection.done()
        : Inspection.notDone(Fingerprint.of(found.orElse(new byte[0])));
  }

  private Optional<byte[]> found() {
    try {
      return Optional.of(Files.readAllBytes(file()));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException failed) {
      throw ReplicaTarget.failed(file(), failed);
    }
  }

  @Override
  public PreImage preImage(Reading reading) {
    return found().map(PreImage::of).orElseGet(PreImage::none);
  }

  @Override
  public void apply(BatchContext context) {
    if (!aux().getCommR().equals(target.commR())) {
      throw new OperatorException(
          ErrorCode.DAMAGED,
          "comm_c and comm_r_last do not lead to CommR",
          file().toString(),
          "Make the plan again.");
    }
    write(aux().toBytes(), context);
  }

  private void write(byte[] content, BatchContext context) {
    try {
      CacheFile.write(file(), content, target.files().sealed());
      context.syncLater(file());
    } catch (IOException failed) {
      throw ReplicaTarget.failed(file(), failed);
    }
  }

  @Override
  public Inspection inspectUndo(PreImage before, Reading reading) {
    Optional<byte[]> found = found();
    boolean back =
        found
            .map(bytes -> before.bytes().filter(old -> Arrays.equals(old, bytes)).isPresent())
            .orElse(!before.isPresent());
    return back ? Inspection.done() : Inspection.notDone("");
  }

  @Override
  public void undo(PreImage before, BatchContext context) {
    if (before.bytes().isPresent()) {
      write(before.bytes().get(), context);
      return;
    }
    try {
      Files.deleteIfExists(file());
    } catch (IOException failed) {
      throw ReplicaTarget.failed(file(), failed);
    }
    context.syncLater(file());
  }
}
