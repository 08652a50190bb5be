package io.sectorsh.scripts.number;

import io.sectorsh.filecoin.SectorNumbers;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who knows which sector numbers of a miner.
 *
 * @param lotusIs where lotus' numbers were read, such as {@code lotus-miner (running)}
 * @param chain those that the chain counts as allocated; empty if no node was asked
 * @param lotus lotus-miner's; empty if there is none
 * @param damocles those of every sector state in damocles; empty if there is none
 * @param damoclesFrom damocles hands out numbers above this one only, by its configuration
 * @param files those of which files lie in a store
 */
record NumberFacts(
    String lotusIs,
    Optional<SectorNumbers> chain,
    Optional<LotusNumbers> lotus,
    Optional<SectorNumbers> damocles,
    OptionalLong damoclesFrom,
    SectorNumbers files) {

  SectorNumbers onChain() {
    return chain.orElse(SectorNumbers.EMPTY);
  }

  SectorNumbers inDamocles() {
    return damocles.orElse(SectorNumbers.EMPTY);
  }

  SectorNumbers recordsInLotus() {
    return lotus.map(LotusNumbers::records).orElse(SectorNumbers.EMPTY);
  }

  SectorNumbers takenInLotus() {
    return lotus.map(LotusNumbers::taken).orElse(SectorNumbers.EMPTY);
  }

  /** Every number that somebody has used. */
  SectorNumbers assigned() {
    SectorNumbers byLotus = lotus.map(LotusNumbers::allocated).orElse(SectorNumbers.EMPTY);
    return onChain().union(inDamocles()).union(recordsInLotus()).union(byLotus).union(files);
  }

  /** Every number that somebody has used or keeps back. */
  SectorNumbers used() {
    return assigned().union(takenInLotus());
  }

  /** Below the highest, and nobody knows of them. */
  SectorNumbers holes() {
    OptionalLong last = assigned().last();
    return last.isPresent()
        ? SectorNumbers.range(0, last.getAsLong()).subtract(used())
        : SectorNumbers.EMPTY;
  }

  /**
   * The lowest number that damocles may hand out next: its counter is at least as high as its
   * highest sector and its configuration, and only the chain's allocation is skipped.
   */
  long damoclesNext() {
    long above = Math.max(inDamocles().last().orElse(-1), damoclesFrom.orElse(-1));
    long next = above + 1;
    while (onChain().contains(next)) {
      next++;
    }
    return next;
  }

  /** Used by others, and free in the eyes of lotus. */
  SectorNumbers endangeredByLotus() {
    return lotus.isEmpty()
        ? SectorNumbers.EMPTY
        : inDamocles()
            .union(files)
            .union(recordsInLotus())
            .subtract(takenInLotus())
            .subtract(onChain());
  }

  /** Used by others, and still ahead of damocles. */
  SectorNumbers endangeredByDamocles() {
    return damocles.isEmpty()
        ? SectorNumbers.EMPTY
        : aheadOfDamocles(
            recordsInLotus()
                .union(lotus.map(LotusNumbers::allocated).orElse(SectorNumbers.EMPTY))
                .union(files));
  }

  /** Kept back by lotus, perhaps for damocles, which may come to them. */
  SectorNumbers reservedAheadOfDamocles() {
    return damocles.isEmpty()
        ? SectorNumbers.EMPTY
        : aheadOfDamocles(lotus.map(LotusNumbers::reserved).orElse(SectorNumbers.EMPTY))
            .subtract(endangeredByDamocles());
  }

  private SectorNumbers aheadOfDamocles(SectorNumbers numbers) {
    return numbers
        .subtract(onChain())
        .intersect(SectorNumbers.range(damoclesNext(), Long.MAX_VALUE - 1));
  }
}
