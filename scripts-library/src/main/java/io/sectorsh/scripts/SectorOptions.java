package io.sectorsh.scripts;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.profile.Profile;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options that choose sectors: {@code @Mixin @Field SectorOptions sectors = new
 * SectorOptions()}.
 */
public final class SectorOptions {
  @Mixin private final MinerOption whose = new MinerOption();

  @Option(
      names = "--numbers",
      order = 2,
      paramLabel = "LIST",
      description = "Only these sectors, such as 1-3,7; may be given several times.")
  private @Nullable List<SectorNumbers> numbers;

  /** For picocli. */
  public SectorOptions() {}

  /**
   * Whose sectors.
   *
   * @throws WrongUsageException if neither the options nor the profile name a miner
   */
  public Address miner(Profile profile) {
    return whose.miner(profile);
  }

  /** Which sectors, all lists together; empty for all. */
  public Optional<SectorNumbers> numbers() {
    List<SectorNumbers> given = numbers;
    return given == null
        ? Optional.empty()
        : Optional.of(given.stream().reduce(SectorNumbers.EMPTY, SectorNumbers::union));
  }

  /**
   * Which sectors, where a script does not take all.
   *
   * @throws WrongUsageException if none are named
   */
  public SectorNumbers required() {
    return numbers()
        .filter(all -> !all.isEmpty())
        .orElseThrow(
            () ->
                new WrongUsageException(
                    "no --numbers given", "Name the sectors, such as --numbers 1-3,7."));
  }

  /** Whether a sector is among those that are asked for. */
  public boolean want(long number) {
    return numbers().map(all -> all.contains(number)).orElse(true);
  }
}
