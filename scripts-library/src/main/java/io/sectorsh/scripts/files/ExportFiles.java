package io.sectorsh.scripts.files;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.damocles.manager.PersistStore;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.chain.OnChainSector;
import io.sectorsh.migration.Migration;
import io.sectorsh.migration.Rollback;
import io.sectorsh.profile.Profile;
import io.sectorsh.scripts.MigrationOptions;
import io.sectorsh.scripts.MigrationReport;
import io.sectorsh.scripts.MigrationRunner;
import io.sectorsh.scripts.Report;
import io.sectorsh.scripts.ScriptMigration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Moves or copies damocles' sector files into a storage path of lotus-miner. */
public final class ExportFiles {
  private final Damocles damocles;
  private final Optional<LotusNode> node;
  private final MigrationRunner runner;

  /**
   * @param node asked what is on chain and when it is proven; may be absent
   * @param runner plans and carries out
   */
  public ExportFiles(Damocles damocles, Optional<LotusNode> node, MigrationRunner runner) {
    this.damocles = damocles;
    this.node = node;
    this.runner = runner;
  }

  /** The export of a session: with its node, if the profile names one. */
  public static ExportFiles of(
      Profile profile, Damocles damocles, Lotus lotus, MigrationRunner runner) {
    return new ExportFiles(damocles, profile.fullNodeApi().map(api -> lotus.getNode()), runner);
  }

  /**
   * Previews, carries out, resumes or undoes one export.
   *
   * @throws OperatorException NOT_FOUND if the destination is not there, REFUSED if an earlier run
   *     is unfinished
   */
  public Report run(FilesRequest request) {
    ScriptMigration migration = new ScriptMigration(runner, request.migrationName());
    return switch (request.way()) {
      case RESUME -> MigrationReport.of(migration.resume());
      case ROLLBACK -> MigrationReport.of(migration.rollback(Rollback.toStart()));
      case PLAN -> preview(request);
      case APPLY -> apply(request, migration);
    };
  }

  private Report preview(FilesRequest request) {
    List<Path> stores = stores(request);
    FilesDraft draft = draft(request, stores);
    return report(request, draft.rows(), advice(request, stores, draft));
  }

  private Report apply(FilesRequest request, ScriptMigration migration) {
    migration.requireFinished();
    List<Path> stores = stores(request);
    FilesDraft draft = draft(request, stores);
    FilePlan plan = new FilePlan(request.destination(), request.reserve(), draft.times());
    List<Shipment> order = draft.inOrder();
    List<Long> sectors = new ArrayList<>();
    Optional<Migration> done =
        migration.apply(FilePlan.OPTIONS, recorder -> sectors.addAll(plan.record(order, recorder)));
    if (done.isPresent() && !MigrationReport.of(done.get()).succeeded()) {
      Unfinished unfinished = Unfinished.of(done.get(), sectors);
      return report(request, unfinished.among(draft.rows()), unfinished.closing());
    }
    List<FileRow> rows = new Arrival(request.destination()).check(draft.rows(), order);
    return report(request, rows, advice(request, stores, draft));
  }

  private FilesDraft draft(FilesRequest request, List<Path> stores) {
    Optional<LotusNode> pinned =
        node.filter(asked -> !request.withoutChain())
            .map(asked -> asked.of(request.miner()))
            .map(asked -> asked.at(asked.chainHead()));
    FilesDraft draft =
        new FilesDraft(
            request,
            stores,
            pinned.map(ExportFiles::sectors),
            pinned.map(ProvingTimes::read).orElseGet(ProvingTimes::unknown));
    damocles.getSectors().forEach(draft::add);
    return draft;
  }

  private static Map<Long, OnChainSector> sectors(LotusNode pinned) {
    Map<Long, OnChainSector> sectors = new HashMap<>();
    pinned.minerSectors().forEach(sector -> sectors.put(sector.number(), sector));
    return sectors;
  }

  /** damocles' stores on this machine, but for the destination itself. */
  private List<Path> stores(FilesRequest request) {
    if (!Files.isDirectory(request.destination())) {
      throw new OperatorException(
          ErrorCode.NOT_FOUND,
          "there is no such directory",
          request.destination().toString(),
          "Mount its disk; if it is to be a new store, make the directory.");
    }
    List<Path> stores = new ArrayList<>();
    for (PersistStore store : damocles.getStores()) {
      if (Files.isDirectory(store.path())
          && !FilePlan.isSame(store.path(), request.destination())) {
        stores.add(store.path());
      }
    }
    if (stores.isEmpty()) {
      throw new OperatorException(
          ErrorCode.NOT_FOUND,
          "none of damocles' stores is on this machine",
          damocles.getManager().toString(),
          "Run it on a host where the stores are mounted at the manager's paths.");
    }
    return stores;
  }

  private List<String> advice(FilesRequest request, List<Path> stores, FilesDraft draft) {
    List<String> lines = new ArrayList<>();
    if (draft.near() > 0) {
      lines.add(
          "warning: "
              + draft.near()
              + " sectors are proven now or within one window; they are left for last");
    }
    Set<Long> others = AttachAdvice.miners(request.destination());
    if (others.stream().anyMatch(miner -> miner != request.miner().getActorId())) {
      lines.add(
          "warning: the destination holds sectors of other miners, too; a storage path of"
              + " lotus-miner is for one");
    }
    lines.addAll(AttachAdvice.of(stores, request.miner().getActorId()));
    if (!request.reserve()) {
      lines.add("damocles does not find files that were moved: from then on lotus-miner proves");
    }
    lines.add(AttachAdvice.afterwards(request.destination()));
    return lines;
  }

  private static FilesReport report(FilesRequest request, List<FileRow> rows, List<String> advice) {
    return new FilesReport(
        request.miner().toString(),
        request.destination(),
        request.way() == MigrationOptions.Way.APPLY,
        request.migrationName(),
        rows.stream().filter(FileRow::goes).mapToLong(FileRow::bytes).sum(),
        advice,
        rows);
  }
}
