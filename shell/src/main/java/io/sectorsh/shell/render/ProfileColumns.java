package io.sectorsh.shell.render;

import io.sectorsh.profile.Profile;
import io.sectorsh.shell.report.Redactor;
import java.util.List;

/** How a profile is shown: with the addresses that it holds, without their tokens. */
final class ProfileColumns {
  private ProfileColumns() {}

  static List<Column> all() {
    return new ColumnList<>(Profile.class)
        .add("name", 0, Profile::name)
        .add("production", 0, Profile::production)
        .add("miner", 0, Profile::miner)
        .add("fullNodeApi", 1, profile -> profile.fullNodeApi().map(Redactor::redacted))
        .add("minerApi", 1, profile -> profile.minerApi().map(Redactor::redacted))
        .add("lotusMinerRepo", 2, Profile::lotusMinerRepo)
        .add("damoclesApi", 1, profile -> profile.damoclesApi().map(Redactor::redacted))
        .add("damoclesHome", 2, Profile::damoclesHome)
        .all();
  }
}
