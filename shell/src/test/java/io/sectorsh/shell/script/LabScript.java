package io.sectorsh.shell.script;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.damocles.diagnosis.UnfinalizedSector;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.migration.Mode;
import io.sectorsh.profile.Profile;
import io.sectorsh.scripts.ChangeScript;
import io.sectorsh.scripts.MigrationOptions;
import io.sectorsh.scripts.MigrationOptions.Way;
import io.sectorsh.scripts.MinerOption;
import io.sectorsh.scripts.Report;
import io.sectorsh.scripts.ScriptSystems;
import io.sectorsh.scripts.bundle.Bundle;
import io.sectorsh.scripts.bundle.BundleSource;
import io.sectorsh.scripts.bundle.ExportBundle;
import io.sectorsh.scripts.chain.MessageLookup;
import io.sectorsh.scripts.export.ExportMetadata;
import io.sectorsh.scripts.export.ExportRequest;
import io.sectorsh.scripts.importing.RepoSource;
import io.sectorsh.scripts.number.Nextid;
import io.sectorsh.scripts.rebuild.Rebuild;
import io.sectorsh.shell.session.ProfileLines;
import io.sectorsh.shell.session.Session;
import io.sectorsh.shell.session.Systems;
import io.sectorsh.stores.Stores;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** A script over a lab in another process: run here, or in a process that may be killed. */
enum LabScript {
  NEXTID,
  NEXTID_ONLINE,
  FINALIZE,
  EXPORT_JSON,
  IMPORT_JSON,
  REBUILD;

  static final long REBUILT = 70;
  private static final Address MINER = Address.parse("t04079");

  /** Runs it in a session of its own. */
  Report run(Profile profile, Path journal, Way way) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try (Session session = new Session(Systems.of(profile, journal), nowhere)) {
      session.guard().setMode(Mode.APPLY);
      return run(session, journal.resolveSibling("bundle"), way);
    }
  }

  private Report run(Session session, Path bundle, Way way) {
    Damocles damocles = (Damocles) session.get("damocles");
    ScriptSystems systems =
        new ScriptSystems(
            session.profile(),
            (Lotus) session.get("lotus"),
            damocles,
            session.guard(),
            session.migrations());
    MigrationOptions run = MigrationOptions.of(way);
    return switch (this) {
      case NEXTID -> nextid(session, systems, newRepo(session.profile()).toString(), run);
      case NEXTID_ONLINE -> nextid(session, systems, null, run);
      case FINALIZE ->
          new ChangeScript(session.migrations(), "finalize " + MINER)
              .run(run, () -> damocles.getChanges().finalizeSectors(safe(damocles)));
      case EXPORT_JSON ->
          new ExportBundle(
                  Optional.of(new RepoSource(LotusRepo.open(repo(session.profile())))),
                  Optional.of(damocles::getSectors))
              .run(MINER, bundle, Optional.empty(), way);
      case IMPORT_JSON ->
          new ExportMetadata(
                  new BundleSource(Bundle.open(bundle)).forLotus(),
                  systems.chain(true, MINER),
                  MessageLookup.NONE,
                  session.guard(),
                  session.migrations())
              .run(
                  new ExportRequest(
                      MINER,
                      newRepo(session.profile()),
                      OptionalLong.empty(),
                      false,
                      Optional.empty(),
                      false,
                      way));
      case REBUILD ->
          new Rebuild(systems, MINER, SectorNumbers.of(REBUILT), session.out())
              .run(null, null, false, run);
    };
  }

  private static Report nextid(
      Session session,
      ScriptSystems systems,
      @org.jspecify.annotations.Nullable String repo,
      MigrationOptions run) {
    return new Nextid(systems, (Stores) session.get("stores"), new MinerOption(), repo)
        .set(200, run);
  }

  private static String safe(Damocles damocles) {
    return damocles
        .unfinalized()
        .filter(UnfinalizedSector::safe)
        .map(sector -> Long.toString(sector.sector().getNumber()))
        .stream()
        .collect(Collectors.joining(","));
  }

  static Path repo(Profile profile) {
    return profile.lotusMinerRepo().orElseThrow();
  }

  static Path newRepo(Profile profile) {
    return repo(profile).resolveSibling("lotus-miner-new");
  }

  /** Begins a run in a process of its own. */
  Process start(Profile profile, Path journal, Way way) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx96m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:-UsePerfData",
                    "-cp",
                    System.getProperty("java.class.path"),
                    LabScript.class.getName(),
                    journal.toString(),
                    name(),
                    way.name()))
            .redirectError(journal.resolveSibling("errors-of-the-child").toFile())
            .start();
    try (OutputStream in = process.getOutputStream()) {
      ProfileLines.write(profile, in);
    }
    return process;
  }

  public static void main(String[] arguments) throws IOException {
    Profile profile = ProfileLines.read(System.in);
    System.out.println("begin");
    valueOf(arguments[1]).run(profile, Path.of(arguments[0]), Way.valueOf(arguments[2]));
    System.out.println("end");
  }
}
