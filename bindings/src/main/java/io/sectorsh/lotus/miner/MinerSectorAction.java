package io.sectorsh.lotus.miner;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.Alteration;
import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.Overlay;
import io.sectorsh.migration.PreImage;
import io.sectorsh.migration.Reading;
import io.sectorsh.migration.Reversibility;
import java.util.List;

/**
 * A change of one sector through lotus-miner's API, judged by the state that the daemon tells
 * before and after. lotus-miner goes on from the new state at once, so what is seen afterwards may
 * be a later one: then the sector's own log tells that the change was made.
 */
final class MinerSectorAction extends MinerAction {
  private final MinerCommand command;
  private final long number;
  private final String wanted;

  /**
   * @param wanted the state to be set; empty for other commands
   */
  MinerSectorAction(LotusMiner miner, MinerCommand command, long number, String wanted) {
    super(miner);
    this.command = command;
    this.number = number;
    this.wanted = wanted;
  }

  @Override
  public String kind() {
    return command.kind();
  }

  @Override
  public ObjectNode parameters() {
    return super.parameters().put("number", number).put("state", wanted);
  }

  @Override
  public String describe() {
    return command == MinerCommand.SET_STATE
        ? "set sector " + number + " to " + wanted
        : command.words() + " sector " + number + " in lotus-miner";
  }

  @Override
  public Reversibility reversibility() {
    return command
        .irreversible()
        .map(Reversibility::irreversible)
        .orElseGet(Reversibility::reversible);
  }

  private SectorStatus status() {
    miner().requireSector(command.method(), number);
    return miner()
        .sectorsStatus(number, false)
        .orElseThrow(
            () ->
                new OperatorException(
                    ErrorCode.NOT_FOUND, "lotus-miner has no such sector", describe(), ""));
  }

  @Override
  public Inspection inspect(Reading reading) {
    return command.judge(status().getState(), wanted);
  }

  /** lotus-miner goes on at once: then its log, or a sector that waits no longer, tells. */
  @Override
  public Inspection inspectBegun(PreImage before, Reading reading) {
    SectorStatus now = status();
    Inspection found = command.judge(now.getState(), wanted);
    if (before.bytes().isEmpty()) {
      return found;
    }
    boolean passed =
        switch (command) {
          case SET_STATE -> now.wasForcedTo(wanted) && now.timesForced() > timesForced(before);
          case START_SEALING -> !(found instanceof Inspection.NotDone);
          case MARK_FOR_UPGRADE, ABORT_UPGRADE, REMOVE, TERMINATE -> false;
        };
    return passed ? Inspection.done() : found;
  }

  /** The state, and in a second line how often it was set by hand. */
  @Override
  public PreImage preImage(Reading reading) {
    SectorStatus now = status();
    return PreImage.of((now.getState() + "\n" + now.timesForced()).getBytes(UTF_8));
  }

  private static int timesForced(PreImage before) {
    List<String> lines = lines(before);
    return lines.size() > 1 ? Integer.parseInt(lines.get(1)) : Integer.MAX_VALUE;
  }

  private String after() {
    return command == MinerCommand.SET_STATE ? wanted : command.after();
  }

  @Override
  public List<Alteration> alterations(Reading reading) {
    String thing = "sector " + number + " in " + miner();
    return List.of(Alteration.ofMember(thing, "State", status().getState(), after()));
  }

  @Override
  public boolean pretend(Overlay overlay) {
    MinerView.of(overlay, miner()).setState(number, after());
    return true;
  }

  @Override
  public void apply(BatchContext context) {
    switch (command) {
      case SET_STATE -> miner().sectorsUpdate(number, wanted);
      case REMOVE -> miner().sectorRemove(number);
      case TERMINATE -> miner().sectorTerminate(number);
      case START_SEALING -> miner().sectorStartSealing(number);
      case ABORT_UPGRADE -> miner().sectorAbortUpgrade(number);
      case MARK_FOR_UPGRADE -> miner().sectorMarkForUpgrade(number);
    }
  }

  /** What went on since counts as done; otherwise the state must be what it should be. */
  @Override
  public void verify(Reading reading) {
    SectorStatus now = status();
    boolean passed =
        switch (command) {
          case SET_STATE -> now.wasForcedTo(wanted);
          case START_SEALING -> !(inspect(reading) instanceof Inspection.NotDone);
          case MARK_FOR_UPGRADE, ABORT_UPGRADE, REMOVE, TERMINATE -> false;
        };
    if (!passed) {
      super.verify(reading);
    }
  }

  @Override
  public Inspection inspectUndo(PreImage before, Reading reading) {
    if (command.irreversible().isPresent()) {
      return super.inspectUndo(before, reading);
    }
    String old = old(before);
    String now = status().getState();
    if (now.equals(old)) {
      return Inspection.done();
    }
    return now.equals(after())
        ? Inspection.notDone(now)
        : Inspection.conflict(
            "lotus-miner has gone on with it: it is " + now,
            "If it is to be " + old + " all the same: lotus.miner.changes.setState(NUMBER, STATE)");
  }

  @Override
  public void undo(PreImage before, BatchContext context) {
    if (command == MinerCommand.MARK_FOR_UPGRADE) {
      miner().sectorAbortUpgrade(number);
    } else {
      miner().sectorsUpdate(number, old(before));
    }
  }

  private static String old(PreImage before) {
    return lines(before).stream().findFirst().orElse("");
  }

  private static List<String> lines(PreImage before) {
    return before.bytes().map(bytes -> new String(bytes, UTF_8)).orElse("").lines().toList();
  }
}
