package io.sectorsh.lab.chain;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lab.population.SeededBytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The messages to the miner about proofs: one proof in each window that has sectors. */
public final class MessageBook {
  /** How many windows back a message is found. */
  private static final long SEARCHED = 2 * ProvingSchedule.DEADLINES;

  private final SimulatedChain chain;
  private final SeededBytes seeded;
  private final Conditions conditions;

  /** The messages of one chain. */
  public MessageBook(SimulatedChain chain, SeededBytes seeded) {
    this.chain = chain;
    this.seeded = seeded;
    this.conditions = chain.conditions();
  }

  /** Those executed between two epochs, newest first. */
  List<ChainMessage> landed(long from, long until) {
    List<ChainMessage> found = new ArrayList<>();
    for (long open = firstWindow(from); open <= until; open += ProvingSchedule.WINDOW) {
      found.addAll(posts(open));
    }
    found.addAll(conditions.others());
    return found.stream()
        .filter(message -> message.landed().height() >= from)
        .filter(message -> message.landed().height() <= until)
        .sorted(Comparator.comparingLong(message -> -message.landed().height()))
        .toList();
  }

  /** A message may land up to two windows late. */
  private static long firstWindow(long from) {
    long open = ProvingSchedule.periodStart(from);
    open += ProvingSchedule.deadlineAt(from) * ProvingSchedule.WINDOW;
    return open - 2 * ProvingSchedule.WINDOW;
  }

  /** The proofs of the window that opens at the epoch. */
  List<ChainMessage> posts(long open) {
    return conditions.window(open).orElseGet(() -> usual(open).stream().toList());
  }

  private Optional<ChainMessage> usual(long open) {
    int deadline = ProvingSchedule.deadlineAt(open);
    int partitions = chain.partitions(deadline, open).size();
    if (partitions == 0) {
      return Optional.empty();
    }
    long challenge = open - ProvingSchedule.LOOKBACK;
    return Optional.of(
        new ChainMessage(
            seeded.chainCid("post " + deadline + " " + open),
            Actors.CONTROL,
            Conditions.nonce() - 1 - (chain.clock().head() - open) / ProvingSchedule.WINDOW,
            MinerParams.POST,
            MinerParams.post(seeded, deadline, partitions, SectorNumbers.EMPTY, challenge),
            ChainMessage.USUAL_GAS,
            ChainMessage.Landed.at(open + ProvingSchedule.PROVEN_AFTER)));
  }

  /** A message by its CID. */
  Optional<ChainMessage> find(String cid) {
    long head = chain.clock().head();
    return Stream.of(
            conditions.pending(),
            conditions.others(),
            conditions.allOfWindows(),
            landed(head - SEARCHED * ProvingSchedule.WINDOW, head))
        .flatMap(List::stream)
        .filter(message -> message.cid().toString().equals(cid))
        .findFirst();
  }

  List<ChainMessage> pending() {
    return conditions.pending();
  }

  /** How many partitions of the deadline count as proven at the epoch. */
  boolean isProvenNow(int deadline, long epoch) {
    long open = ProvingSchedule.lastOpen(deadline, epoch);
    return epoch < open + ProvingSchedule.WINDOW
        && posts(open).stream()
            .map(ChainMessage::landed)
            .anyMatch(landed -> landed.height() <= epoch && landed.exitCode() == 0);
  }
}
