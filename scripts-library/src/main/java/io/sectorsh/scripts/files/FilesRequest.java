package io.sectorsh.scripts.files;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.profile.Profile;
import io.sectorsh.scripts.MigrationOptions;
import io.sectorsh.scripts.SectorOptions;
import io.sectorsh.scripts.WrongUsageException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asks of {@code export files}.
 *
 * @param miner whose sectors
 * @param destination a storage path of lotus-miner
 * @param reserve whether the files stay in damocles' stores, too
 * @param numbers only these sectors; empty means all
 * @param withoutChain whether to leave the chain out although a node is configured
 * @param way plan, apply, resume or rollback
 */
public record FilesRequest(
    Address miner,
    Path destination,
    boolean reserve,
    Optional<SectorNumbers> numbers,
    boolean withoutChain,
    MigrationOptions.Way way) {

  /**
   * The request that the script's options make.
   *
   * @throws WrongUsageException when options are missing or contradict each other
   */
  public static FilesRequest of(
      Profile profile,
      SectorOptions sectors,
      @Nullable String destination,
      boolean reserve,
      boolean withoutChain,
      MigrationOptions run) {
    if (destination == null) {
      throw new WrongUsageException(
          "no --dest-path given", "Add it, such as --dest-path /mnt/lotus-store.");
    }
    return new FilesRequest(
        sectors.miner(profile),
        Path.of(destination).toAbsolutePath().normalize(),
        reserve,
        sectors.numbers(),
        withoutChain,
        run.way());
  }

  /** The name of its migration: the same for every run that may go on with another one. */
  String migrationName() {
    return "export files " + miner + " to " + destination;
  }

  boolean wants(long number) {
    return numbers.map(all -> all.contains(number)).orElse(true);
  }
}
