package io.sectorsh.lab.chain;

import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lab.population.SeededBytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    found.addAll(conditions.declarations());
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
            conditions.declarations(),
            conditions.allOfWindows(),
            landed(head - SEARCHED * ProvingSchedule.WINDOW, head))
        .flatMap(List::stream)
        .filter(message -> message.cid().toString().equals(cid))
        .findFirst();
  }

  List<ChainMessage> pending() {
    long head = chain.clock().head();
    return Stream.concat(
            conditions.pending().stream(),
            conditions.declarations().stream().filter(message -> message.landed().height() > head))
        .toList();
  }

  /**
   * Declares sectors recovered, one message for each of their partitions, as lotus-miner does:
   * whether they are faulty, or can be proven, nobody asks.
   */
  public List<Cid> declareRecovered(SectorNumbers sectors) {
    Map<List<Integer>, List<Long>> places = new LinkedHashMap<>();
    for (long number : sectors) {
      ChainSector sector = chain.sector(number).orElseThrow();
      places
          .computeIfAbsent(
              List.of(sector.deadline(), sector.partition()), none -> new ArrayList<>())
          .add(number);
    }
    List<Cid> sent = new ArrayList<>();
    places.forEach((place, numbers) -> sent.add(declare(place.get(0), place.get(1), numbers)));
    return sent;
  }

  private Cid declare(int deadline, int partition, List<Long> numbers) {
    SectorNumbers sectors = SectorNumbers.of(numbers.stream().mapToLong(Long::longValue).toArray());
    long height = chain.clock().head() + 1;
    ChainMessage message =
        new ChainMessage(
            seeded.chainCid("declared " + sectors + " " + height),
            Actors.CONTROL,
            Conditions.nonce() + conditions.declarations().size(),
            MinerParams.RECOVERED,
            MinerParams.recovered(deadline, partition, sectors),
            ChainMessage.USUAL_GAS,
            ChainMessage.Landed.at(height));
    conditions.declare(message, sectors);
    return message.cid();
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
