package io.sectorsh.damocles;

import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.profile.Profile;
import java.util.Map;
import java.util.Optional;

/** Lists the sectors of a manager in a process of its own, whose heap the test chooses. */
final class SectorLister {
  private SectorLister() {}

  public static void main(String[] args) {
    Damocles damocles =
        new Damocles(
            new Profile(
                "lister",
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(args[0]),
                Optional.empty()),
            new ChangeGuard(Mode.OBSERVE));
    long rows = 0;
    long withDeals = 0;
    for (SectorState row : damocles.sectors(Map.of("finalized", false))) {
      if (rows++ == 0) {
        System.out.println("first " + row.getId().fileName());
        System.out.flush();
      }
      withDeals += row.isWithDeals() ? 1 : 0;
    }
    System.out.println("rows " + rows + " with deals " + withDeals);
  }
}
