package io.sectorsh.proofs.explain;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.ChainClock;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.lotus.chain.DeadlineInfo;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.chain.OnChainSector;
import io.sectorsh.lotus.chain.SectorPlace;
import io.sectorsh.lotus.chain.TipSetHead;
import io.sectorsh.profile.Profile;
import io.sectorsh.proofs.picture.LandedMessage;
import io.sectorsh.proofs.picture.MinerMessages;
import io.sectorsh.proofs.picture.Phase;
import io.sectorsh.proofs.picture.Pool;
import io.sectorsh.proofs.picture.PostRow;
import io.sectorsh.proofs.picture.Window;
import io.sectorsh.rows.Rows;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Gathers the facts of a window from all sides at once, and lets the rules read them. Changes
 * nothing anywhere.
 */
public final class Explainer {
  private static final int AT_ONCE = 8;

  /** Epochs before a window from which on messages are looked at: recoveries come early. */
  private static final long BEFORE = 200;

  /** Epochs after a window in which a late message may land. */
  private static final long AFTER = 10;

  private final Profile profile;
  private final Lotus lotus;
  private final Damocles damocles;
  private final Rows<Path> stores;
  private final Clock wall;

  /**
   * @param stores the directories with sector files
   * @param wall what time it is
   */
  public Explainer(Profile profile, Lotus lotus, Damocles damocles, Rows<Path> stores, Clock wall) {
    this.profile = profile;
    this.lotus = lotus;
    this.damocles = damocles;
    this.stores = stores;
    this.wall = wall;
  }

  /**
   * Explains the window of a deadline: the one that is open, or else the last one.
   *
   * @param epoch in the window that is meant, or after it; absent for now
   * @throws OperatorException BAD_VALUE when there is no such deadline
   */
  public Explanation deadline(int deadline, Optional<ChainEpoch> epoch) {
    return explain(head -> head.window(deadline, epoch), OptionalLong.empty());
  }

  /** Explains why a sector is not proven, or will not be: its deadline, with that sector only. */
  public Explanation sector(long number) {
    return explain(
        head -> {
          Optional<SectorPlace> place = head.node.at(head.tipSet).sectorPlace(number);
          return place.flatMap(found -> head.window(found.deadline(), Optional.empty()));
        },
        OptionalLong.of(number));
  }

  private interface Question {
    Optional<Window> window(Head head);
  }

  /** The chain as it is when the question is asked. */
  private record Head(LotusNode node, TipSetHead tipSet, DeadlineInfo info, ChainClock clock) {
    Optional<Window> window(int deadline, Optional<ChainEpoch> epoch) {
      return Optional.of(
          epoch
              .map(given -> Window.at(deadline, info, clock, given))
              .orElseGet(() -> openOrLast(deadline)));
    }

    private Window openOrLast(int deadline) {
      Window next = Window.next(deadline, info, clock);
      return next.phase() == Phase.OPEN || next.previous().open().value() < 0
          ? next
          : next.previous();
    }
  }

  private Explanation explain(Question question, OptionalLong sector) {
    Head head;
    try {
      LotusNode node = lotus.getNode();
      TipSetHead newest = node.chainHead();
      head = new Head(node, newest, node.at(newest).provingDeadline(), node.getClock());
    } catch (OperatorException down) {
      return nodeDown(down);
    }
    Optional<Window> window = question.window(head);
    if (window.isEmpty()) {
      return notOnChain(sector.orElse(0));
    }
    WindowFacts facts = facts(head, window.get(), sector);
    return explanation(facts, sector);
  }

  private Explanation nodeDown(OperatorException down) {
    Cause cause =
        Cause.of(CauseKind.NODE_DOWN, 95, "the chain node does not answer: nothing can be sent")
            .seen(down.where() + ": " + down.what())
            .fix("lotus daemon, or systemctl restart lotus-daemon")
            .fix("Point provers and this shell to another node: FULLNODE_API_INFO.");
    return without("nothing can be proven without a chain node", List.of(cause));
  }

  private Explanation notOnChain(long number) {
    Cause cause =
        Cause.of(
                CauseKind.NOT_ON_CHAIN,
                90,
                "sector " + number + " is not due at any deadline: the chain has nothing to prove")
            .sectors(SectorNumbers.of(number))
            .seen("it was terminated, has expired, or was never proven")
            .fix("lotus.node.preCommittedSector(" + number + ") tells whether it is being sealed");
    return without("the chain does not expect a proof of it", List.of(cause));
  }

  private Explanation without(String verdict, List<Cause> causes) {
    return new Explanation(
        lotus.getMinerAddress(),
        Optional.empty(),
        verdict,
        causes,
        List.of(),
        SectorNumbers.EMPTY,
        Optional.empty(),
        List.of());
  }

  private WindowFacts facts(Head head, Window window, OptionalLong sector) {
    try (Pool pool = new Pool(AT_ONCE);
        Pool calls = new Pool(AT_ONCE)) {
      ChainReader chainReader = new ChainReader(head.node, head.tipSet, window);
      var chain = pool.start(chainReader::read);
      var landed = Gathered.start(pool, () -> Fact.of(landed(head, window, calls)));
      var pending =
          Gathered.start(pool, () -> Fact.of(new MinerMessages(head.node, calls).pending()));
      var lotusFacts = Gathered.start(pool, () -> new LotusReader(profile, lotus, window).read());
      ChainFacts known = Gathered.required(chain);
      var senders = Gathered.start(pool, () -> Fact.of(chainReader.senders(known.miner())));
      Fact<LotusFacts> miner = lotusFacts.get();
      SectorNumbers elsewhere =
          known.live().subtract(miner.get(LotusFacts::sectors).orElse(SectorNumbers.EMPTY));
      long actor = head.node.getMinerAddress().getActorId();
      var manager =
          Gathered.start(
              pool, () -> DamoclesReader.read(damocles, actor, window.deadline(), elsewhere));
      WindowFacts soFar =
          new WindowFacts(
              window,
              wall.instant(),
              known,
              landed.get(),
              pending.get(),
              senders.get(),
              miner,
              Fact.notAsked(),
              Fact.notAsked());
      Fact<FileFacts> files = Gathered.now(() -> files(soFar, actor, sector));
      return new WindowFacts(
          window,
          soFar.wall(),
          known,
          soFar.landed(),
          soFar.pending(),
          soFar.senders(),
          miner,
          manager.get(),
          files);
    }
  }

  private static List<LandedMessage> landed(Head head, Window window, Pool calls) {
    ChainEpoch last = window.close().plus(AFTER);
    TipSetHead until =
        last.isBefore(head.tipSet.height()) ? head.node.tipsetFrom(last) : head.tipSet;
    return new MinerMessages(head.node, calls)
        .landed(window.open().minus(BEFORE), until).stream()
            .filter(message -> !last.isBefore(message.height()))
            .toList();
  }

  private Fact<FileFacts> files(WindowFacts facts, long actor, OptionalLong only) {
    Map<Long, OnChainSector> sectors = new TreeMap<>(facts.chain().sectors());
    sectors.keySet().removeIf(number -> only.isPresent() && only.getAsLong() != number);
    SectorNumbers suspects =
        only.isPresent()
            ? SectorNumbers.of(only.getAsLong())
            : facts.skipped().union(facts.chain().faulty());
    SectorNumbers unproven = facts.chain().toProveIn(facts.openPartitions());
    return new FileReader(actor, facts.chain().randomness(), sectors)
        .read(stores, suspects, unproven);
  }

  private Explanation explanation(WindowFacts facts, OptionalLong sector) {
    List<Cause> causes =
        Rules.causes(facts).stream()
            .filter(
                cause ->
                    sector.isEmpty()
                        || cause.sectors().isEmpty()
                        || cause.sectors().contains(sector.getAsLong()))
            .toList();
    return new Explanation(
        lotus.getMinerAddress(),
        Optional.of(facts.window()),
        Verdict.of(facts, causes),
        causes,
        PostRow.of(facts.posts(), facts.window().deadline()),
        facts.chain().lost(),
        Optional.of(Budget.of(facts)),
        notSeen(facts));
  }

  private static List<String> notSeen(WindowFacts facts) {
    List<String> lines = new ArrayList<>();
    note(lines, "messages in the chain", facts.landed());
    note(lines, "messages in the pool", facts.pending());
    note(lines, "balances", facts.senders());
    note(lines, "lotus-miner", facts.lotus());
    note(lines, "damocles", facts.damocles());
    note(lines, "files", facts.files());
    facts.files().value().ifPresent(files -> notSeen(lines, files));
    if (!facts.chain().old()) {
      lines.add("the chain's state at the window: the node has dropped it, and today's was taken");
    }
    if (facts.chain().randomness().length == 0 && facts.window().isChallengeKnown()) {
      lines.add("the window's randomness: other nodes were read than the challenge touches");
    }
    return lines;
  }

  private static void notSeen(List<String> lines, FileFacts files) {
    if (files.sectors().size() < files.total()) {
      lines.add(
          "files of %d of %d sectors: %s"
              .formatted(
                  files.total() - files.sectors().size(),
                  files.total(),
                  files.untold().isEmpty() ? "no time" : files.untold()));
    }
    if (files.unopened() > 0) {
      lines.add(
          "all but p_aux of %d sectors: no time; proofs.checkAll looks at all"
              .formatted(files.unopened()));
    }
    if (files.unread() > 0) {
      lines.add("the challenged nodes of " + files.unread() + " sectors: no time; ask by sector");
    }
  }

  private static void note(List<String> lines, String what, Fact<?> fact) {
    if (fact.isFailed()) {
      lines.add(what + ": " + fact.problem());
    }
  }
}
