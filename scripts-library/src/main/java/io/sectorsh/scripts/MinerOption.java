package io.sectorsh.scripts;

import io.sectorsh.filecoin.Address;
import io.sectorsh.profile.Profile;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names a miner: {@code @Mixin @Field MinerOption whose = new MinerOption()}. */
public final class MinerOption {
  @Option(
      names = "--miner",
      order = 1,
      paramLabel = "MINER",
      description = "Whose sectors; the profile's miner if left out.")
  private @Nullable Address miner;

  /** For picocli. */
  public MinerOption() {}

  /**
   * Whose sectors.
   *
   * @throws WrongUsageException if neither the option nor the profile names a miner
   */
  public Address miner(Profile profile) {
    return Optional.ofNullable(miner)
        .or(profile::miner)
        .orElseThrow(
            () ->
                new WrongUsageException(
                    "no --miner given, and the profile has none",
                    "Add it, such as --miner t04079."));
  }
}
