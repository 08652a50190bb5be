package io.sectorsh.damocles.manager;

import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.damocles.sector.TerminateInfo;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.Members;
import java.nio.file.Path;
import java.util.Map;

/**
 * The manager's methods that change one sector, as the manager has them: it checks little itself.
 * {@code damocles.changes} looks before it calls them.
 *
 * <p>Each is sent once. After INTERRUPTED_ANSWER it may have been carried out. All but {@link
 * #termination} throw {@link io.sectorsh.migration.RefusedException} unless the session may apply
 * changes.
 */
public final class SectorCommands {
  private final ManagerCalls calls;

  SectorCommands(ManagerCalls calls) {
    this.calls = calls;
  }

  /**
   * Puts a state into a store as it is; nothing in it is checked, and the other store is not looked
   * at.
   *
   * @param override whether one that is there may be replaced
   * @return false if there was one and it was left
   */
  public boolean importSector(SectorStore store, SectorState state, boolean override) {
    return calls.change("ImportSector", store.word(), state, override).asBoolean();
  }

  /**
   * Brings an aborted sector back online.
   *
   * @param forced also one that was not aborted, or that has deals although they were given back
   */
  public void restore(SectorId sector, boolean forced) {
    calls.change("RestoreSector", sector, forced);
  }

  /**
   * Brings a finalized sector that is on chain back online, so that a worker makes its files again.
   *
   * @param piecesAvailable whether the data of its pieces can be had
   */
  public boolean setForRebuild(SectorId sector, boolean piecesAvailable) {
    return calls
        .change("SectorSetForRebuild", sector, Map.of("PiecesAvailable", piecesAvailable))
        .asBoolean();
  }

  /** Takes a sector offline that is on chain, whatever is being done with it. */
  public void finalizeSector(SectorId sector) {
    calls.change("FinalizeSector", sector);
  }

  /** Gives a sector up and takes it offline; its deals go back to the market. */
  public void abort(SectorId sector, String reason) {
    calls.change("ReportAborted", sector, reason);
  }

  /** Deletes the files of an offline sector. There is no way back. */
  public void remove(SectorId sector) {
    calls.change("RemoveSector", sector);
  }

  /** Terminates an offline sector on chain, with a penalty. There is no way back. */
  public SubmitResult terminate(SectorId sector) {
    return Members.read(
        calls.change("TerminateSector", sector), "TerminateSector", SubmitResult::of);
  }

  /** How far a termination has come. */
  public TerminateInfo termination(SectorId sector) {
    return Members.read(
        calls.read("PollTerminateSectorState", sector),
        "PollTerminateSectorState",
        TerminateInfo::of);
  }

  /** Gives back the room in a store that is kept for a sector; false if there was none. */
  public boolean releaseReserved(SectorId sector) {
    return calls.change("StoreReleaseReserved", sector).asBoolean();
  }

  /**
   * Has a worker unseal a piece, and writes it into a new file as it comes. A piece that no worker
   * takes up is waited for until the thread is interrupted, which cancels it.
   *
   * @param piece one of the sector's
   * @param offset where it begins in the sector, in bytes of unpadded data
   * @param size how long it is, in bytes of unpadded data
   * @param target the new file; it appears when it is whole
   * @throws io.sectorsh.errors.OperatorException BAD_VALUE if the file exists, INTERRUPTED_ANSWER
   *     if the piece breaks off
   */
  public UnsealedPiece unsealPiece(
      SectorId sector, Cid piece, long offset, long size, Path target) {
    calls.requireApply("UnsealPiece");
    return new PieceUnsealing(calls.client(), sector, piece).to(offset, size, target);
  }
}
