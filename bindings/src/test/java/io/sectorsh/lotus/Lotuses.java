package io.sectorsh.lotus;

import io.sectorsh.filecoin.Address;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.profile.Profile;
import java.nio.file.Path;
import java.util.Optional;

/** A lotus whose daemons are both at one address, in apply mode. */
public final class Lotuses {
  private Lotuses() {}

  public static Lotus at(String url) {
    return at(url, Optional.empty());
  }

  public static Lotus at(String url, Optional<Path> repo) {
    return new Lotus(
        new Profile(
            "test",
            false,
            Optional.of(Address.parse("t01000")),
            Optional.of(url),
            Optional.of(url),
            repo,
            Optional.empty(),
            Optional.empty()),
        new ChangeGuard(Mode.APPLY));
  }
}
