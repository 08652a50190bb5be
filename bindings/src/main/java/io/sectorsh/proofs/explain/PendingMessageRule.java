package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.proofs.picture.MinerCall;
import io.sectorsh.proofs.picture.MinerMessage;
import io.sectorsh.proofs.picture.Phase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks at proofs that wait in the pool, and at what is in front of them. */
final class PendingMessageRule implements Rule {
  @Override
  public List<Cause> look(WindowFacts facts) {
    List<Cause> causes = new ArrayList<>();
    if (facts.window().phase() == Phase.OPEN) {
      facts.waitingPosts().forEach(post -> look(facts, post).ifPresent(causes::add));
    }
    return causes;
  }

  private static Optional<Cause> look(WindowFacts facts, MinerMessage post) {
    Optional<SenderFacts> sender =
        facts.senders().value().orElse(List.of()).stream()
            .filter(one -> one.is(post.from()))
            .findFirst();
    return sender
        .flatMap(known -> gap(facts, post, known))
        .or(() -> sender.flatMap(known -> older(facts, post, known)))
        .or(() -> cheap(facts, post, post))
        .map(cause -> about(facts, cause, post));
  }

  private static Cause about(WindowFacts facts, Cause cause, MinerMessage post) {
    return cause
        .sectors(facts.chain().toProveIn(((MinerCall.Post) post.call()).indexes()))
        .seen(
            "the proof waits as nonce %d from %s; the window closes %s"
                .formatted(
                    post.nonce(),
                    post.from(),
                    Wording.when(facts.window().until(facts.window().close()))));
  }

  private static List<MinerMessage> inFront(
      WindowFacts facts, MinerMessage post, SenderFacts sender) {
    return facts.pending().value().orElse(List.of()).stream()
        .filter(other -> sender.is(other.from()) && other.nonce() < post.nonce())
        .sorted(Comparator.comparingLong(MinerMessage::nonce))
        .toList();
  }

  private static Optional<Cause> gap(WindowFacts facts, MinerMessage post, SenderFacts sender) {
    List<Long> present = inFront(facts, post, sender).stream().map(MinerMessage::nonce).toList();
    for (long nonce = sender.nonce(); nonce < post.nonce(); nonce++) {
      if (!present.contains(nonce)) {
        return Optional.of(
            Cause.of(
                    CauseKind.NONCE_GAP,
                    95,
                    "a message before the proof is missing: nonce " + nonce)
                .message(post.cid())
                .seen(
                    "the chain takes nonce %d next from %s".formatted(sender.nonce(), sender.id()))
                .fix(
                    "lotus mpool fix --from "
                        + sender.key()
                        + " fills the gap; or send nonce "
                        + nonce
                        + " yourself"));
      }
    }
    return Optional.empty();
  }

  private static Optional<Cause> older(WindowFacts facts, MinerMessage post, SenderFacts sender) {
    return inFront(facts, post, sender).stream()
        .filter(other -> other.nonce() >= sender.nonce())
        .flatMap(other -> cheap(facts, post, other).stream())
        .findFirst();
  }

  private static Optional<Cause> cheap(
      WindowFacts facts, MinerMessage post, MinerMessage blocking) {
    TokenAmount baseFee = facts.chain().head().baseFee();
    if (blocking.feeCap().compareTo(baseFee) >= 0) {
      return Optional.empty();
    }
    boolean own = blocking.cid().equals(post.cid());
    return Optional.of(
        Cause.of(
                own ? CauseKind.FEE_CAP_TOO_LOW : CauseKind.BEHIND_OTHER_MESSAGE,
                95,
                own
                    ? "the proof offers less for gas than the base fee, so nobody takes it"
                    : "the proof waits behind message %d, which offers less than the base fee"
                        .formatted(blocking.nonce()))
            .message(blocking.cid())
            .seen(
                "gas fee cap %s, base fee %s attoFIL a unit"
                    .formatted(blocking.feeCap().atto(), baseFee.atto()))
            .fix(
                "lotus mpool replace --fee-limit 5 %s %d"
                    .formatted(blocking.from(), blocking.nonce())));
  }
}
