package io.sectorsh.lotus.miner;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.migration.Alteration;
import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.Overlay;
import io.sectorsh.migration.PreImage;
import io.sectorsh.migration.Reading;
import java.util.List;
import java.util.Optional;

/** Keeps numbers back under a name through lotus-miner's API, or gives them free. */
final class ReservationAction extends MinerAction {
  static final String KIND = "lotus.numbers.reservation";

  private final String name;
  private final Optional<SectorNumbers> wanted;
  private final boolean force;

  /**
   * @param wanted the numbers; empty to give up what is reserved under the name
   * @param force whether numbers that are taken, and a reservation of that name, are no obstacle
   */
  ReservationAction(LotusMiner miner, String name, Optional<SectorNumbers> wanted, boolean force) {
    super(miner);
    this.name = name;
    this.wanted = wanted;
    this.force = force;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode parameters() {
    return super.parameters()
        .put("name", name)
        .put("numbers", wanted.map(SectorNumbers::toString).orElse(null))
        .put("force", force);
  }

  @Override
  public String describe() {
    return wanted
        .map(numbers -> "reserve " + numbers + " as " + name + " in lotus-miner")
        .orElse("free the reservation " + name + " in lotus-miner");
  }

  private Optional<SectorNumbers> now() {
    return Optional.ofNullable(miner().numberReservations().get(name));
  }

  @Override
  public Inspection inspect(Reading reading) {
    Optional<SectorNumbers> now = now();
    if (now.equals(wanted)) {
      return Inspection.done();
    }
    return wanted.isPresent() && now.isPresent() && !force
        ? Inspection.conflict(
            "the name stands for " + now.get() + " already", "Take another name, or force: true.")
        : Inspection.notDone(now.map(SectorNumbers::toString).orElse(""));
  }

  @Override
  public PreImage preImage(Reading reading) {
    return now()
        .map(numbers -> PreImage.of(numbers.toString().getBytes(UTF_8)))
        .orElse(PreImage.none());
  }

  @Override
  public List<Alteration> alterations(Reading reading) {
    return List.of(
        Alteration.ofWords(
            "numbers reserved as " + name + " in " + miner(),
            now().map(SectorNumbers::toString),
            wanted.map(SectorNumbers::toString)));
  }

  @Override
  public boolean pretend(Overlay overlay) {
    MinerView.of(overlay, miner()).setReservation(name, wanted);
    return true;
  }

  @Override
  public void apply(BatchContext context) {
    set(wanted, force);
  }

  private void set(Optional<SectorNumbers> numbers, boolean anyway) {
    if (numbers.isPresent()) {
      miner().reserveNumbers(name, numbers.get(), anyway);
    } else {
      miner().freeNumbers(name);
    }
  }

  @Override
  public Inspection inspectUndo(PreImage before, Reading reading) {
    Optional<SectorNumbers> now = now();
    if (now.equals(old(before))) {
      return Inspection.done();
    }
    return now.equals(wanted)
        ? Inspection.notDone("")
        : Inspection.conflict(
            "the reservation was changed since", "See lotus.miner.numberReservations().");
  }

  @Override
  public void undo(PreImage before, BatchContext context) {
    set(old(before), true);
  }

  private static Optional<SectorNumbers> old(PreImage before) {
    return before.bytes().map(bytes -> SectorNumbers.parse(new String(bytes, UTF_8)));
  }
}
