package io.sectorsh.proofs.recover;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.PreImage;
import io.sectorsh.migration.Reading;
import io.sectorsh.migration.Reversibility;
import java.util.Set;

/**
 * Has lotus-miner declare faulty sectors recovered. What is declared already, on chain or in a
 * message that waits, is never declared twice; whether the files are good is looked at right before
 * ({@link Lotus#recoverFaults}).
 */
final class DeclareAction implements Action {
  static final String KIND = "lotus.faults.recover";

  private final Lotus lotus;
  private final Address miner;
  private final SectorNumbers sectors;

  DeclareAction(Lotus lotus, SectorNumbers sectors) {
    this(lotus, lotus.getMinerAddress(), sectors);
  }

  private DeclareAction(Lotus lotus, Address miner, SectorNumbers sectors) {
    this.lotus = lotus;
    this.miner = miner;
    this.sectors = sectors;
  }

  static DeclareAction read(Lotus lotus, ObjectNode parameters) {
    return new DeclareAction(
        lotus,
        Address.parse(parameters.path("miner").asText()),
        SectorNumbers.parse(parameters.path("sectors").asText()));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode parameters() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("miner", miner.toString())
        .put("sectors", sectors.toString());
  }

  @Override
  public String describe() {
    return "declare sectors " + sectors + " of " + miner + " recovered";
  }

  @Override
  public Set<String> resources() {
    return Set.of("miner:" + miner);
  }

  @Override
  public Reversibility reversibility() {
    return Reversibility.irreversible("a message that was sent cannot be called back");
  }

  /** Files that the same plan brings back have to be there. */
  @Override
  public boolean judgedAtItsTurn() {
    return true;
  }

  @Override
  public Inspection inspect(Reading reading) {
    if (!lotus.getMinerAddress().equals(miner)) {
      return Inspection.conflict(
          "this session is " + lotus.getMinerAddress() + "'s", "Open a session for " + miner + ".");
    }
    Declarations now = Declarations.read(lotus, sectors);
    if (now.left().isEmpty()) {
      return Inspection.done();
    }
    return now.late().isEmpty()
        ? Inspection.notDone(now.left().toString())
        : Inspection.conflict(
            "too late for the next window of sectors " + now.late(),
            "From epoch " + now.again() + " on they can be declared for the one after it.");
  }

  @Override
  public void apply(BatchContext context) {
    lotus.recoverFaults(Declarations.read(lotus, sectors).left());
  }

  @Override
  public void undo(PreImage before, BatchContext context) {
    throw new IllegalStateException("irreversible");
  }
}
