package io.sectorsh.lotus.miner;

import io.sectorsh.faults.MemoryDirectory;
import io.sectorsh.jsonrpc.TroubledProxy.Trouble;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.migration.ActionKinds;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.TroubledCalls;
import io.sectorsh.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plans of changes through lotus-miner's API while one of its calls is spoilt. */
final class TroubledMinerTest {
  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void aSpoiltCallIsDoneOrToldAndNeverDoneTwice(Trouble trouble) throws IOException {
    trial(TroubledMinerTest::changeAll).applying(trouble);
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void aSpoiltCallOfARollbackIsFollowedByAnother(Trouble trouble) throws IOException {
    trial(TroubledMinerTest::changeBack).rollingBack(trouble);
  }

  private TroubledCalls trial(Consumer<MinerChanges> changes) {
    return new TroubledCalls(directory, () -> new Miner(changes), KeptMiner::isChange);
  }

  private static void changeAll(MinerChanges changes) {
    changes.setState("1-2", "FaultedFinal");
    changes.setState(3, "Packing");
    changes.markForUpgrade(4);
    changes.abortUpgrade(5);
    changes.startSealing(6);
    changes.remove(7);
    changes.terminate(8);
    changes.reserve("mine", "50-60");
    changes.free("theirs");
    changes.attach("/disk-1");
    changes.detach("/disk-2");
  }

  private static void changeBack(MinerChanges changes) {
    changes.setState("1-2", "FaultedFinal");
    changes.markForUpgrade(4);
    changes.reserve("mine", "50-60");
    changes.reserve(Map.of("force", true), "theirs", "80");
    changes.attach("/disk-1");
    changes.detach("/disk-2");
  }

  private static Lotus lotus(String url, ChangeGuard guard) {
    return new Lotus(
        new Profile(
            "test",
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.of(url),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        guard);
  }

  private static final class Miner implements TroubledCalls.Daemon {
    private final Consumer<MinerChanges> changes;
    private final KeptMiner miner = new KeptMiner();

    Miner(Consumer<MinerChanges> changes) throws IOException {
      this.changes = changes;
      for (long number = 1; number <= 8; number++) {
        miner.states.put(number, "Proving");
      }
      miner.states.put(3L, "PreCommit1");
      miner.states.put(5L, "Available");
      miner.states.put(6L, "WaitDeals");
      lotus(miner.url(), new ChangeGuard(io.sectorsh.migration.Mode.APPLY))
          .getMiner()
          .getChanges()
          .reserve("theirs", "70-71");
      miner.paths.put("id-/disk-2", "/disk-2");
      miner.effects.clear();
    }

    @Override
    public String url() {
      return miner.url();
    }

    @Override
    public Map<String, String> kept() {
      Map<String, String> kept = new TreeMap<>();
      miner.states.forEach((number, state) -> kept.put("sector " + number, state));
      miner.reservations.forEach((name, numbers) -> kept.put(name, numbers.toString()));
      miner.paths.values().forEach(path -> kept.put(path, "attached"));
      return kept;
    }

    @Override
    public List<String> effects() {
      return List.copyOf(miner.effects);
    }

    @Override
    public String nameOf(String description) {
      return description.replaceAll(".*?(sector \\d+|mine\\b|theirs|/disk-\\d).*", "$1");
    }

    @Override
    public ActionKinds kinds(String url, ChangeGuard guard) {
      return lotus(url, guard).getActionKinds();
    }

    @Override
    public void change(String url, ChangeGuard guard) {
      changes.accept(lotus(url, guard).getMiner().getChanges());
    }

    @Override
    public void close() {
      miner.close();
    }
  }
}
