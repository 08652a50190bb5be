package io.sectorsh.scripts.number;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.miner.LotusMiner;
import io.sectorsh.lotus.repo.LotusRepo;
import java.util.Optional;

/**
 * Makes numbers unavailable to new sectors: in the repository of a stopped lotus-miner as allocated
 * or reserved, at a running one as reserved, which is all that its API can do.
 */
final class NumberChange {
  private final Optional<LotusRepo> repo;
  private final LotusNumbers lotus;
  private final SectorNumbers onChain;

  NumberChange(Optional<LotusRepo> repo, LotusNumbers lotus, SectorNumbers onChain) {
    this.repo = repo;
    this.lotus = lotus;
    this.onChain = onChain;
  }

  /** Has everything up to a number count as used. To be called while a plan is recorded. */
  void setUsed(long last, LotusMinerSource miner) {
    if (repo.isPresent()) {
      repo.get()
          .edit(
              edit -> {
                edit.addAllocated(SectorNumbers.range(0, last));
                if (lotus.lastAssigned().orElse(-1) < last) {
                  edit.setNextid(last);
                }
              });
      return;
    }
    SectorNumbers free = SectorNumbers.range(0, last).subtract(lotus.taken()).subtract(onChain);
    if (!free.isEmpty()) {
      miner.get().getChanges().reserve("sectorsh-up-to-" + last, free);
    }
  }

  /** Keeps numbers back under a name. To be called while a plan is recorded. */
  void reserve(String name, SectorNumbers numbers, LotusMinerSource miner) {
    if (repo.isPresent()) {
      repo.get().edit(edit -> edit.reserve(name, numbers));
    } else {
      miner.get().getChanges().reserve(name, numbers);
    }
  }

  /** A running miner, opened only where it is needed. */
  interface LotusMinerSource {
    LotusMiner get();
  }
}
