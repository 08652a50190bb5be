package io.sectorsh.shell.migration;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.migration.RefusedException;
import io.sectorsh.profile.Profile;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * On a production profile, what cannot be undone is done only after its miner was named: typed when
 * asked, or given beforehand where nobody is there to type it.
 */
final class MinerName {
  private final Supplier<Profile> profile;
  private final Function<String, Optional<String>> ask;
  private volatile @Nullable String given;

  /**
   * @param ask puts a question to whoever is there
   */
  MinerName(Supplier<Profile> profile, Function<String, Optional<String>> ask) {
    this.profile = profile;
    this.ask = ask;
  }

  /** Takes a name for all that this process does; another miner's than the profile's is refused. */
  void give(String name) {
    if (profile.get().production() && !isMiner(name)) {
      throw new RefusedException(
          "refused: " + name + " was named, and the miner of this profile is " + miner(),
          "Look which systems these are: sectorsh -e profile");
    }
    given = name;
  }

  boolean isGiven() {
    return given != null;
  }

  /**
   * Has what a script does count as named, if its command line says whose systems it is to change.
   */
  <T extends @Nullable Object> T during(Optional<String> name, Supplier<T> script) {
    String outside = given;
    given = name.orElse(outside);
    try {
      return script.get();
    } finally {
      given = outside;
    }
  }

  /**
   * Returns if the profile's miner was named, or nobody's money is at stake.
   *
   * @param what such as {@code 3 actions cannot be undone}
   * @param next how to name it, other than by typing it
   */
  void require(String what, Optional<String> named, String next) {
    if (!profile.get().production()
        || named.or(() -> Optional.ofNullable(given)).filter(this::isMiner).isPresent()) {
      return;
    }
    String answer = ask.apply(what + ". Type the id of the miner to go on: ").orElse("");
    if (!isMiner(answer)) {
      throw new RefusedException("refused: " + what + ", and the miner was not named", next);
    }
  }

  /** As {@link #require}, for a script, which says itself whose systems it changes. */
  void requireAny(String what, String next) {
    if (!isGiven()) {
      require(what, Optional.empty(), next);
    }
  }

  /** The id of the miner, or the name of a profile that has none. */
  String miner() {
    Profile systems = profile.get();
    return systems.miner().map(Object::toString).orElse(systems.name());
  }

  private boolean isMiner(String typed) {
    String name = typed.strip();
    return name.equals(miner())
        || profile.get().miner().filter(miner -> isSame(miner, name)).isPresent();
  }

  /** The network's letter is no part of an id. */
  private static boolean isSame(Address miner, String name) {
    try {
      return Address.parse(name).equals(miner);
    } catch (MalformedValueException noAddress) {
      return false;
    }
  }
}
