package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.proofs.picture.LandedMessage;
import io.sectorsh.proofs.picture.MinerMessage;
import io.sectorsh.proofs.picture.Phase;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Asks whether anybody who may send a proof could pay for it. */
final class SenderRule implements Rule {
  /** A proof of one partition: recorded ones took 24 to 47 million. */
  private static final long USUAL_GAS = 50_000_000;

  /** Base fees can double within a window. */
  private static final long MARGIN = 2;

  @Override
  public List<Cause> look(WindowFacts facts) {
    List<SenderFacts> senders = facts.senders().value().orElse(List.of());
    boolean waits = facts.window().phase() == Phase.PAST && facts.openPartitions().isEmpty();
    boolean sent = facts.window().phase() == Phase.OPEN && facts.openPartitions().isEmpty();
    Optional<SenderFacts> richest =
        senders.stream().max(Comparator.comparing(SenderFacts::balance));
    TokenAmount needed = needed(facts);
    if (waits || sent || richest.isEmpty() || richest.get().balance().compareTo(needed) >= 0) {
      return List.of();
    }
    return List.of(cause(facts, senders, needed));
  }

  private static Cause cause(WindowFacts facts, List<SenderFacts> senders, TokenAmount needed) {
    Cause cause =
        Cause.of(
                CauseKind.SENDER_BROKE,
                93,
                "no address that may send proofs can pay for one: "
                    + Wording.of(needed)
                    + " are needed")
            .sectors(facts.chain().toProveIn(facts.openPartitions()));
    for (SenderFacts sender : senders) {
      cause =
          cause.seen(sender.role() + " " + sender.id() + " has " + Wording.of(sender.balance()));
    }
    return cause.fix(send(senders.get(0).key(), TokenAmount.ofFil("5")));
  }

  static String send(Address to, TokenAmount amount) {
    return "lotus send --from ANOTHER_WALLET " + to + " " + amount.fil().toPlainString();
  }

  /** What a waiting proof has promised to pay, or else what the last one would cost now. */
  private static TokenAmount needed(WindowFacts facts) {
    Optional<TokenAmount> waiting =
        facts.waitingPosts().stream().map(MinerMessage::needed).max(Comparator.naturalOrder());
    long gas =
        facts.landed().value().orElse(List.of()).stream()
            .map(LandedMessage::message)
            .mapToLong(MinerMessage::gasLimit)
            .max()
            .orElse(USUAL_GAS);
    TokenAmount now = facts.chain().head().baseFee().times(gas).times(MARGIN);
    return waiting.filter(promised -> promised.compareTo(now) < 0).orElse(now);
  }
}
