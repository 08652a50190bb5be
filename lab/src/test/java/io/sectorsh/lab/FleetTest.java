package io.sectorsh.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lab.files.StoreLayout;
import io.sectorsh.lab.population.Population;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.profile.EmbeddedSystems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lab with more sectors than there is room for files. */
class FleetTest {
  private static final int SECTORS = Population.MOST_WITH_FILES + 1;

  @TempDir Path directory;

  private EmbeddedSystems.Running start(String scenario, int sectors) {
    return new Lab().startScenario(Optional.of(directory), 1, scenario, OptionalInt.of(sectors));
  }

  @Test
  void aFleetOfDamoclesHasStatesAndNoFiles() throws IOException {
    for (String run : new String[] {"new", "continued"}) {
      try (EmbeddedSystems.Running lab = start("damocles-to-lotus", SECTORS)) {
        Damocles damocles = new Damocles(lab.profile(), new ChangeGuard(Mode.OBSERVE));
        assertEquals(SECTORS, damocles.getSectors().count(), run);
      }
    }
    StoreLayout layout = new StoreLayout(directory);
    for (String store : StoreLayout.STORES) {
      try (Stream<Path> files = Files.list(layout.store(store).resolve("sealed"))) {
        assertEquals(0, files.count());
      }
    }
  }

  @Test
  void moreThanALabCanHaveAndAFleetInAnotherSituationAreRefused() {
    for (OperatorException told :
        new OperatorException[] {
          assertThrows(OperatorException.class, () -> start("lotus-to-damocles", 100_001)),
          assertThrows(OperatorException.class, () -> start("rebuild", SECTORS))
        }) {
      assertEquals(ErrorCode.BAD_VALUE, told.code());
    }
  }
}
