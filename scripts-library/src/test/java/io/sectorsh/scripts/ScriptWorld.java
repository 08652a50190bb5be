package io.sectorsh.scripts;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.filecoin.Address;
import io.sectorsh.leveldb.LevelDbEntry;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.lotus.repo.RepoActions;
import io.sectorsh.lotus.repo.RepoEdit;
import io.sectorsh.lotus.repo.RepoSnapshot;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.JournalPlace;
import io.sectorsh.migration.Migrations;
import io.sectorsh.migration.Mode;
import io.sectorsh.profile.Profile;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.scripts.MigrationOptions.Way;
import io.sectorsh.scripts.chain.ChainFacts;
import io.sectorsh.scripts.chain.MessageLookup;
import io.sectorsh.scripts.export.ExportMetadata;
import io.sectorsh.scripts.export.ExportRequest;
import io.sectorsh.scripts.importing.ImportMetadata;
import io.sectorsh.scripts.importing.ImportRequest;
import io.sectorsh.scripts.importing.RepoSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A repository, a journal and a manager, and the scripts between them; also as a process. */
final class ScriptWorld {
  static final Address MINER = Address.parse("f01000");

  private final Path directory;
  private final String manager;

  ScriptWorld(Path directory, String manager) {
    this.directory = directory;
    this.manager = manager;
  }

  Path repo() {
    return directory.resolve("repo");
  }

  /** Makes the repository of a miner, with recorded sectors or without any. */
  void create(boolean sectors) throws IOException {
    Files.createDirectories(repo().resolve("keystore"));
    try (RepoEdit edit = RepoEdit.begin(LotusRepo.open(repo(), new ChangeGuard(Mode.APPLY)))) {
      edit.put("/miner-address", MINER.toBytes());
      if (sectors) {
        RecordedRecords.ofLotus().forEach(edit::putSector);
      }
      edit.commit();
    }
  }

  /** Every key of the metadata with its value. */
  Map<String, String> metadata() {
    Map<String, String> all = new TreeMap<>();
    try (RepoSnapshot snapshot = LotusRepo.open(repo(), new ChangeGuard(Mode.APPLY)).snapshot();
        RowCursor<LevelDbEntry> entries = snapshot.getDatabase().scan(new byte[0])) {
      while (entries.hasNext()) {
        LevelDbEntry entry = entries.next();
        all.put(entry.getKeyText(), Arrays.toString(entry.getValue()));
      }
    }
    return all;
  }

  /** Runs a script, in observe mode if it only looks. */
  Report run(String script, Way way, boolean override) {
    ChangeGuard guard = new ChangeGuard(way == Way.PLAN ? Mode.OBSERVE : Mode.APPLY);
    Damocles damocles = new Damocles(profile(), guard);
    JournalPlace journal =
        JournalPlace.at(directory.resolve("journal/journal.db"), Map.of(), directory);
    try (Migrations migrations =
        new Migrations(journal, RepoActions.kinds(guard).and(damocles.getActionKinds()), guard)) {
      MigrationRunner runner = MigrationRunner.unwatched(migrations);
      return script.equals("export")
          ? new ExportMetadata(
                  damocles::getSectors, () -> ChainFacts.UNKNOWN, MessageLookup.NONE, guard, runner)
              .run(
                  new ExportRequest(
                      MINER, repo(), OptionalLong.empty(), false, Optional.empty(), override, way))
          : new ImportMetadata(damocles, () -> ChainFacts.UNKNOWN, guard, runner)
              .run(
                  new RepoSource(LotusRepo.open(repo(), new ChangeGuard(Mode.APPLY))),
                  new ImportRequest(MINER, Optional.empty(), override, way));
    }
  }

  private Profile profile() {
    return new Profile(
        "world",
        false,
        Optional.of(MINER),
        Optional.empty(),
        Optional.empty(),
        Optional.of(repo()),
        Optional.of(manager),
        Optional.empty());
  }

  /** Begins a run in a process of its own, which may be killed. */
  Process start(String script, Way way) throws IOException {
    return start(script, way, "-Xmx96m");
  }

  /** The same with another heap. */
  Process start(String script, Way way, String heap) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                ScriptWorld.class.getName(),
                directory.toString(),
                manager,
                script,
                way.name()))
        .redirectError(directory.resolve("errors-of-the-child").toFile())
        .start();
  }

  public static void main(String[] arguments) {
    ScriptWorld world = new ScriptWorld(Path.of(arguments[0]), arguments[1]);
    System.out.println("begin");
    Report report = world.run(arguments[2], Way.valueOf(arguments[3]), true);
    report.closing().forEach(System.out::println);
    System.out.println("end");
  }
}
