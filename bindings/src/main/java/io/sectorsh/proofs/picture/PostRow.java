package io.sectorsh.proofs.picture;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SectorNumbers;
import java.util.List;
import java.util.Optional;

/**
 * A proof that was sent for a window.
 *
 * @param height the epoch in which it was executed
 * @param partitions which ones of the deadline it proves
 * @param skipped sectors that it leaves out
 * @param exitCode 0 if it was taken
 * @param from who sent it
 * @param gasUsed units of gas
 * @param message its identity
 */
public record PostRow(
    ChainEpoch height,
    SectorNumbers partitions,
    SectorNumbers skipped,
    long exitCode,
    Address from,
    long gasUsed,
    Cid message) {

  /** The proofs for a deadline among messages. */
  public static List<PostRow> of(List<LandedMessage> messages, int deadline) {
    return messages.stream()
        .map(message -> of(message, deadline))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<PostRow> of(LandedMessage landed, int deadline) {
    MinerMessage message = landed.message();
    if (message.call() instanceof MinerCall.Post post && post.deadline() == deadline) {
      return Optional.of(
          new PostRow(
              landed.height(),
              post.indexes(),
              post.skipped(),
              landed.exitCode(),
              message.from(),
              landed.gasUsed(),
              message.cid()));
    }
    return Optional.empty();
  }
}
