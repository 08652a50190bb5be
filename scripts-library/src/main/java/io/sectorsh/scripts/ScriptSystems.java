package io.sectorsh.scripts;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.profile.HomePath;
import io.sectorsh.profile.Profile;
import io.sectorsh.scripts.chain.ChainFacts;
import io.sectorsh.scripts.chain.ConfiguredMessager;
import io.sectorsh.scripts.chain.MessageLookup;
import io.sectorsh.scripts.chain.Messager;
import io.sectorsh.scripts.chain.NodeChain;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A session's systems as scripts use them, with the profile standing in for options that were left
 * out.
 *
 * @param profile which systems these are
 * @param lotus node, miner and repository
 * @param damocles manager and workers
 * @param guard what the session may change
 * @param migrations the session's journal
 */
public record ScriptSystems(
    Profile profile,
    Lotus lotus,
    Damocles damocles,
    ChangeGuard guard,
    MigrationRunner migrations) {

  /**
   * The repository of an option, or the profile's lotus-miner's.
   *
   * @param option what the option is called, for failures
   * @throws WrongUsageException if there is neither
   */
  public Path repo(@Nullable String given, String option) {
    return Optional.ofNullable(given)
        .map(path -> HomePath.ofUser().read(path, option))
        .or(profile::lotusMinerRepo)
        .orElseThrow(() -> missing(option + " /data/lotusminer"));
  }

  private static WrongUsageException missing(String example) {
    return new WrongUsageException(
        "no " + example.split(" ", 2)[0] + " given, and the profile has none",
        "Add it, such as " + example + ".");
  }

  /** What the profile's node says; unknown if there is none or it is not to be asked. */
  public Supplier<ChainFacts> chain(boolean leaveOut, Address miner) {
    return () ->
        leaveOut || profile.fullNodeApi().isEmpty()
            ? ChainFacts.UNKNOWN
            : NodeChain.read(lotus.getNode(), miner);
  }

  /**
   * The messager of {@code --messager}, else the one that the manager's configuration in the
   * profile names; one that knows nothing where there is neither.
   */
  public MessageLookup messages(@Nullable String api) {
    return api == null
        ? configuredMessager()
            .<MessageLookup>map(known -> new ConfiguredMessager(new Messager(known)))
            .orElse(MessageLookup.NONE)
        : new Messager(api);
  }

  private Optional<String> configuredMessager() {
    if (profile.damoclesHome().isEmpty()) {
      return Optional.empty();
    }
    try {
      return damocles.getConfig().getManager().getMessager();
    } catch (OperatorException notHere) {
      return Optional.empty(); // The manager's home is on another host.
    }
  }
}
