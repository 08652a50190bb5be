package io.sectorsh.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan that goes from one operator to another as a file. */
class PlanFileTest {
  @TempDir Path directory;
  private World world;
  private Path file;
  private Migrations mine;
  private Migrations yours;

  @BeforeEach
  void savePlan() throws IOException {
    world = World.create(directory.resolve("world"));
    file = directory.resolve("mixed.plan");
    world.plan();
    mine = world.open(Transitions.NONE);
    World.migration(mine).save(file);
    yours = new World(directory.resolve("elsewhere")).open(Transitions.NONE);
  }

  @AfterEach
  void close() {
    mine.close();
    yours.close();
  }

  @Test
  void theOtherOperatorSeesTheSamePlanAndAppliesIt() throws IOException {
    Migration loaded = yours.load(file);
    assertEquals(World.migration(mine).getPlan(), loaded.getPlan());
    assertEquals(World.migration(mine).getActions().toList(), loaded.getActions().toList());
    assertEquals(MigrationState.DONE, loaded.apply().state());
    assertEquals("new 3", Files.readString(world.file(3)));
  }

  @Test
  void whatThePlanSawStillCountsAfterItWasLoaded() throws IOException {
    Migration loaded = yours.load(file);
    Files.writeString(world.file(0), "somebody else's");
    assertEquals(ErrorCode.STALE, assertThrows(OperatorException.class, loaded::apply).code());
    loaded.recheck();
    Path again = directory.resolve("again.plan");
    loaded.save(again);
    assertEquals(loaded.getPlan(), yours.load(again).getPlan());
  }

  @Test
  void aFileThatWasChangedIsRefused() throws IOException {
    String text = Files.readString(file);
    Files.writeString(file, text.replace("new 3", "bad 3"));
    assertRefused();
    List<String> lines = text.lines().toList();
    Files.write(file, lines.subList(0, lines.size() - 2));
    assertRefused();
    Files.writeString(file, "");
    assertRefused();
  }

  private void assertRefused() {
    OperatorException refused = assertThrows(OperatorException.class, () -> yours.load(file));
    assertEquals(ErrorCode.DAMAGED, refused.code());
    assertEquals(0, yours.list().count());
  }

  @Test
  void aFileWhoseDescriptionsLieIsRefusedEvenWithAHashThatFits() throws IOException {
    MigrationRecord record;
    try (Journal journal = new Journal(world.place(), java.time.Clock.systemUTC())) {
      record = new MigrationTable(journal).newest("mixed").orElseThrow();
      journal.run("UPDATE actions SET describe = 'harmless' WHERE seq = 2");
      PlanFile.write(record, new PlanTable(journal, record.id()), file);
    }
    assertRefused();
  }

  @Test
  void anUnknownKindIsNamed() {
    try (Migrations old =
        new Migrations(
            JournalPlace.usual(Map.of(), directory.resolve("old")),
            ActionKinds.none(),
            new ChangeGuard(Mode.APPLY))) {
      OperatorException refused = assertThrows(OperatorException.class, () -> old.load(file));
      assertEquals(SetText.KIND, refused.where());
    }
  }
}
