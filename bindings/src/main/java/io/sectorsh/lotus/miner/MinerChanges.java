package io.sectorsh.lotus.miner;

import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.ChangeGuard;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes through lotus-miner's API that are looked at before and after, so that a plan can hold
 * them. In apply mode they are carried out, within a migration they are recorded, else they are
 * refused. What is done already is left. The methods of {@code lotus.miner} of the same purpose are
 * sent as they are.
 *
 * <p>Sectors are a number, or numbers such as {@code '1-100,200'}; one that lotus-miner does not
 * have is NOT_FOUND.
 */
public final class MinerChanges {
  private final LotusMiner miner;
  private final ChangeGuard guard;

  /** What a plan can hold in the place of a call, as it is typed; empty if nothing. */
  static Optional<String> formOf(String method, @Nullable Object... params) {
    Object first = params.length > 0 && params[0] != null ? params[0] : "...";
    Object second = params.length > 1 && params[1] != null ? params[1] : "...";
    String form =
        switch (method) {
          case "SectorsUpdate" -> "setState(" + first + ", '" + second + "')";
          case "SectorRemove" -> "remove(" + first + ")";
          case "SectorTerminate" -> "terminate(" + first + ")";
          case "SectorStartSealing" -> "startSealing(" + first + ")";
          case "SectorAbortUpgrade" -> "abortUpgrade(" + first + ")";
          case "SectorMarkForUpgrade" -> "markForUpgrade(" + first + ")";
          case "SectorNumReserve" -> "reserve('" + first + "', '" + second + "')";
          case "SectorNumFree" -> "free('" + first + "')";
          case "StorageAddLocal" -> "attach('" + first + "')";
          case "StorageDetachLocal" -> "detach('" + first + "')";
          default -> "";
        };
    return Optional.of(form).filter(some -> !some.isEmpty()).map("lotus.miner.changes."::concat);
  }

  MinerChanges(LotusMiner miner, ChangeGuard guard) {
    this.miner = miner;
    this.guard = guard;
  }

  /**
   * Puts sectors into another state; lotus-miner goes on from there.
   *
   * @param state in lotus' words; BAD_VALUE if there is none such
   */
  public void setState(Object sectors, String state) {
    SectorCheck.requireKnown(state, toString());
    each(MinerCommand.SET_STATE, sectors, state);
  }

  /** Deletes all files of sectors; irreversible, and the chain is told nothing. */
  public void remove(Object sectors) {
    each(MinerCommand.REMOVE, sectors, "");
  }

  /** Queues sectors to be ended on chain, for which a fee is burnt; irreversible. */
  public void terminate(Object sectors) {
    each(MinerCommand.TERMINATE, sectors, "");
  }

  /** Seals sectors that wait for deals with what they have; irreversible. */
  public void startSealing(Object sectors) {
    each(MinerCommand.START_SEALING, sectors, "");
  }

  /** Gives upgrades up and deletes their files; irreversible. */
  public void abortUpgrade(Object sectors) {
    each(MinerCommand.ABORT_UPGRADE, sectors, "");
  }

  /** Offers sectors without data for an upgrade. */
  public void markForUpgrade(Object sectors) {
    each(MinerCommand.MARK_FOR_UPGRADE, sectors, "");
  }

  private void each(MinerCommand command, Object sectors, String state) {
    for (long number : SectorNumbers.parse(sectors.toString())) {
      guard.submit(new MinerSectorAction(miner, command, number, state));
    }
  }

  /** Keeps numbers back under a name. */
  public void reserve(String name, Object numbers) {
    reserve(Map.of(), name, numbers);
  }

  /** The same with {@code force: true}, whatever the name stood for and whoever has the numbers. */
  public void reserve(Map<String, ?> options, String name, Object numbers) {
    guard.submit(
        new ReservationAction(
            miner,
            name,
            Optional.of(SectorNumbers.parse(numbers.toString())),
            Boolean.TRUE.equals(options.get("force"))));
  }

  /** Gives a reservation up. */
  public void free(String name) {
    guard.submit(new ReservationAction(miner, name, Optional.empty(), true));
  }

  /** Takes a directory of lotus-miner's host in as a storage path. */
  public void attach(String directory) {
    guard.submit(attachment(directory));
  }

  /** What {@link #attach} does, for a plan. */
  public Action attachment(String directory) {
    return new StoragePathAction(miner, Path.of(directory), true);
  }

  /**
   * Reads a storage path again until a file of a sector in it is found, for a plan.
   *
   * @param type which file
   */
  public Action redeclaration(SectorId sector, SectorFileType type, String directory) {
    return new RedeclareAction(miner, sector, type, Path.of(directory));
  }

  /** Lets go of a storage path of lotus-miner's host; its files stay. */
  public void detach(String directory) {
    guard.submit(new StoragePathAction(miner, Path.of(directory), false));
  }

  @Override
  public String toString() {
    return "changes through " + miner;
  }
}
