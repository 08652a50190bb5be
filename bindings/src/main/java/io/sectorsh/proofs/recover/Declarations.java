package io.sectorsh.proofs.recover;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.lotus.chain.DeadlineInfo;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.chain.SectorPlace;
import io.sectorsh.lotus.chain.TipSetHead;
import io.sectorsh.proofs.picture.MinerCall;
import io.sectorsh.proofs.picture.MinerMessage;
import io.sectorsh.proofs.picture.MinerMessages;
import io.sectorsh.proofs.picture.Pool;
import io.sectorsh.proofs.picture.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of some sectors have to be declared recovered still.
 *
 * @param left faulty, not declared on chain, and in no message that waits
 * @param late those of them whose next window takes no declaration any more
 * @param again when the last of these can be declared again
 */
record Declarations(SectorNumbers left, SectorNumbers late, ChainEpoch again) {
  private static final int AT_ONCE = 4;
  private static final MinerCall.Recovery NOTHING = new MinerCall.Recovery(List.of());

  static Declarations read(Lotus lotus, SectorNumbers sectors) {
    LotusNode node = lotus.getNode();
    TipSetHead head = node.chainHead();
    LotusNode pinned = node.at(head);
    SectorNumbers left = sectors.intersect(pinned.minerFaults()).subtract(pinned.minerRecoveries());
    if (!left.isEmpty()) {
      left = left.subtract(waiting(node, head));
    }
    return of(pinned, left);
  }

  private static SectorNumbers waiting(LotusNode node, TipSetHead head) {
    Address miner = node.getMinerAddress();
    try (Pool pool = new Pool(AT_ONCE)) {
      return new MinerMessages(node, pool)
          .waiting(head).stream()
              .filter(message -> message.to().equals(miner))
              .map(MinerMessage::call)
              .map(call -> call instanceof MinerCall.Recovery recovery ? recovery : NOTHING)
              .flatMap(recovery -> recovery.declared().stream())
              .map(MinerCall.Declared::sectors)
              .reduce(SectorNumbers.EMPTY, SectorNumbers::union);
    }
  }

  private static Declarations of(LotusNode pinned, SectorNumbers left) {
    DeadlineInfo info = pinned.provingDeadline();
    List<Long> late = new ArrayList<>();
    ChainEpoch again = info.currentEpoch();
    for (long number : left) {
      Optional<SectorPlace> place = pinned.sectorPlace(number);
      Optional<Window> next =
          place.map(found -> Window.next(found.deadline(), info, pinned.getClock()));
      if (next.isPresent() && !info.currentEpoch().plus(1).isBefore(next.get().faultCutoff())) {
        late.add(number);
        again = again.isBefore(next.get().close()) ? next.get().close() : again;
      }
    }
    long[] numbers = late.stream().mapToLong(Long::longValue).toArray();
    return new Declarations(left, SectorNumbers.of(numbers), again);
  }
}
