package io.sectorsh.scripts.number;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.damocles.manager.MinerConfig;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.profile.Profile;
import io.sectorsh.scripts.NumberCollector;
import io.sectorsh.scripts.ScriptSystems;
import io.sectorsh.stores.StoredFile;
import io.sectorsh.stores.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks everybody who may know of a sector number. */
final class NumberSurvey {
  private final ScriptSystems systems;
  private final Stores stores;
  private final Address miner;
  private final Optional<LotusRepo> repo;
  private final List<String> unanswered = new ArrayList<>();

  /**
   * @param repo a stopped miner's; if empty, the profile's running miner is asked
   */
  NumberSurvey(ScriptSystems systems, Stores stores, Address miner, Optional<LotusRepo> repo) {
    this.systems = systems;
    this.stores = stores;
    this.miner = miner;
    this.repo = repo;
  }

  NumberFacts facts() {
    Profile profile = systems.profile();
    Optional<SectorNumbers> chain =
        profile.fullNodeApi().map(api -> systems.lotus().getNode().of(miner).minerAllocated());
    SectorNumbers onChain = chain.orElse(SectorNumbers.EMPTY);
    Optional<LotusNumbers> lotus =
        repo.map(found -> LotusNumbers.of(found, onChain))
            .or(() -> profile.minerApi().map(api -> LotusNumbers.of(systems.lotus().getMiner())));
    boolean damocles = systems.damocles().isConfigured();
    return new NumberFacts(
        repo.map(found -> found.getPath().toString()).orElse("lotus-miner (running)"),
        chain,
        lotus,
        damocles ? Optional.of(states()) : Optional.empty(),
        damocles ? configured() : OptionalLong.empty(),
        files());
  }

  private SectorNumbers states() {
    NumberCollector numbers = new NumberCollector();
    for (SectorState sector : systems.damocles().getSectors()) {
      if (sector.getMiner() == miner.getActorId()) {
        numbers.add(sector.getNumber());
      }
    }
    return numbers.all();
  }

  private OptionalLong configured() {
    Damocles damocles = systems.damocles();
    try {
      MinerConfig.SectorSettings sector =
          damocles.getManager().minerConfig(miner.getActorId()).getSector();
      long from = Math.max(sector.initNumber().orElse(-1), sector.minNumber().orElse(-1));
      return from < 0 ? OptionalLong.empty() : OptionalLong.of(from);
    } catch (OperatorException notItsMiner) {
      unanswered.add("damocles' configuration: " + notItsMiner.what());
      return OptionalLong.empty();
    }
  }

  private SectorNumbers files() {
    NumberCollector numbers = new NumberCollector();
    try {
      for (StoredFile file : stores.getFiles()) {
        if (file.getMiner() == miner.getActorId()) {
          numbers.add(file.getNumber());
        }
      }
    } catch (OperatorException unreadable) {
      unanswered.add("files: " + unreadable.where() + ": " + unreadable.what());
    }
    return numbers.all();
  }

  /** What could not be asked, each a half sentence; known once the facts are. */
  List<String> unanswered() {
    return List.copyOf(unanswered);
  }
}
