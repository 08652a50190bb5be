package io.sectorsh.damocles.sector;

import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.jsonrpc.Members;
import java.util.Optional;

/**
 * How far the termination of a sector has come.
 *
 * @param terminateCid the message, as the messager numbers it
 * @param terminatedAt when it was over; 0 before
 * @param addedHeight when it was asked for; 0 if it was not
 */
public record TerminateInfo(
    Optional<Cid> terminateCid, ChainEpoch terminatedAt, ChainEpoch addedHeight) {
  /** Reads it as damocles writes it. */
  public static TerminateInfo of(Members members) {
    return new TerminateInfo(
        members.optional("TerminateCid", Cid.class),
        new ChainEpoch(members.number("TerminatedAt")),
        new ChainEpoch(members.number("AddedHeight")));
  }

  /** Whether the sector is terminated. */
  public boolean isDone() {
    return terminatedAt.value() > 0;
  }

  /** Whether it was asked for. */
  public boolean isAsked() {
    return addedHeight.value() > 0 || isDone();
  }
}
