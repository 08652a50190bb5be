package io.sectorsh.scripts.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sectorsh.filecoin.SectorNumbers;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class NumberSourcesTest {
  private static final OptionalLong NONE = OptionalLong.empty();

  @Test
  void nothingKnownStartsAtZero() {
    assertEquals(0, NumberSources.NOTHING.nextBefore());
    assertEquals(NONE, NumberSources.NOTHING.lastUsed());
    assertEquals(SectorNumbers.EMPTY, NumberSources.NOTHING.allocatedAfter());
  }

  @Test
  void lastAssignedCountsOnlyWithoutTheBitfield() {
    assertEquals(8, sources(Optional.empty(), at(7), "none", NONE, NONE, NONE, NONE).nextBefore());
    assertEquals(
        2, sources(Optional.of("0-1,5"), at(7), "none", NONE, NONE, NONE, NONE).nextBefore());
  }

  @Test
  void everySourceCanBeTheHighest() {
    assertEquals(
        at(9), sources(Optional.of("0-9"), NONE, "3", at(1), at(2), at(4), at(5)).lastUsed());
    assertEquals(
        at(9), sources(Optional.of("0"), NONE, "9", at(1), at(2), at(4), at(5)).lastUsed());
    assertEquals(
        at(9), sources(Optional.of("0"), NONE, "3", at(9), at(2), at(4), at(5)).lastUsed());
    assertEquals(
        at(9), sources(Optional.of("0"), NONE, "3", at(1), at(9), at(4), at(5)).lastUsed());
    assertEquals(
        at(9), sources(Optional.of("0"), NONE, "3", at(1), at(2), at(9), at(5)).lastUsed());
    assertEquals(
        at(9), sources(Optional.of("0"), NONE, "3", at(1), at(2), at(4), at(9)).lastUsed());
  }

  @Test
  void lowWishNeverTakesTheNumberBack() {
    NumberSources sources = sources(Optional.of("0-100"), NONE, "none", NONE, NONE, NONE, at(7));
    assertEquals(SectorNumbers.range(0, 100), sources.allocatedAfter());
    assertEquals(101, NumberChange.of(sources).after());
  }

  @Test
  void holesAreNotHandedOutAgain() {
    NumberSources sources = sources(Optional.of("0-3"), NONE, "none", at(9), NONE, NONE, NONE);
    assertEquals(SectorNumbers.range(0, 9), sources.allocatedAfter());
  }

  private static OptionalLong at(long number) {
    return OptionalLong.of(number);
  }

  private static NumberSources sources(
      Optional<String> allocated,
      OptionalLong lastAssigned,
      String reserved,
      OptionalLong record,
      OptionalLong damocles,
      OptionalLong chain,
      OptionalLong requested) {
    return new NumberSources(
        allocated.map(SectorNumbers::parse),
        lastAssigned,
        SectorNumbers.parse(reserved),
        record,
        damocles,
        chain,
        requested);
  }
}
