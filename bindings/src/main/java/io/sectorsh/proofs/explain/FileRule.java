package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.proofs.explain.FileFacts.SectorFiles;
import io.sectorsh.replica.PersistentAux;
import io.sectorsh.replica.ReplicaFinding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Sorts what is wrong with the files by kind; each kind names its first file. */
final class FileRule implements Rule {
  private static final int SHOWN = 4;

  /** One sector's first trouble. */
  private record Trouble(CauseKind kind, SectorFiles of, Path file, long offset, String text) {}

  @Override
  public List<Cause> look(WindowFacts facts) {
    return facts.files().value().map(files -> look(facts, files)).orElse(List.of());
  }

  private static List<Cause> look(WindowFacts facts, FileFacts files) {
    SectorNumbers elsewhere = StoreRule.lost(files);
    Map<CauseKind, List<Trouble>> troubles = new EnumMap<>(CauseKind.class);
    for (SectorFiles sector : files.sectors()) {
      if (!sector.isGood() && !elsewhere.contains(sector.number())) {
        Trouble trouble = trouble(sector);
        troubles.computeIfAbsent(trouble.kind(), none -> new ArrayList<>()).add(trouble);
      }
    }
    List<Cause> causes = new ArrayList<>();
    troubles.values().forEach(list -> causes.add(cause(facts, list)));
    return causes;
  }

  private static Trouble trouble(SectorFiles sector) {
    if (!sector.found()) {
      return sector
          .oldFiles()
          .map(
              old ->
                  new Trouble(
                      CauseKind.OLD_FILES_AFTER_UPGRADE,
                      sector,
                      sector.sealed(),
                      0,
                      "missing; only " + old + " is there, from before the upgrade"))
          .orElseGet(
              () ->
                  new Trouble(CauseKind.SEALED_MISSING, sector, sector.sealed(), 0, "in no store"));
    }
    ReplicaFinding first = sector.findings().get(0);
    return new Trouble(kind(sector, first), sector, first.file(), first.offset(), first.text());
  }

  private static CauseKind kind(SectorFiles sector, ReplicaFinding finding) {
    return switch (finding.kind()) {
      case NOT_ON_CHAIN -> CauseKind.NOT_ON_CHAIN;
      case MISSING -> CauseKind.CACHE_MISSING;
      case WRONG_LENGTH -> CauseKind.WRONG_LENGTH;
      case UNREADABLE -> CauseKind.UNREADABLE;
      case OTHER_REPLICA ->
          sector.otherIsKey() ? CauseKind.OLD_FILES_AFTER_UPGRADE : CauseKind.WRONG_P_AUX;
      case CONTRADICTION -> CauseKind.WRONG_TREE;
      case DAMAGED -> damaged(sector, finding.file());
    };
  }

  private static CauseKind damaged(SectorFiles sector, Path file) {
    if (file.equals(sector.sealed())) {
      return CauseKind.CORRUPT_REPLICA;
    }
    return file.endsWith(PersistentAux.FILE_NAME) ? CauseKind.WRONG_P_AUX : CauseKind.WRONG_TREE;
  }

  private static Cause cause(WindowFacts facts, List<Trouble> troubles) {
    Trouble first = troubles.get(0);
    SectorNumbers sectors =
        SectorNumbers.of(troubles.stream().mapToLong(one -> one.of().number()).toArray());
    SectorNumbers failed = facts.skipped().union(facts.chain().faulty());
    boolean seen = !sectors.intersect(failed).isEmpty() || !facts.openPartitions().isEmpty();
    boolean harmless = troubles.stream().allMatch(one -> one.of().isProvenAllTheSame());
    Cause cause =
        Cause.of(first.kind(), harmless ? 50 : seen ? 90 : 85, text(first.kind(), sectors))
            .sectors(sectors)
            .at(first.file(), first.offset());
    if (harmless) {
      cause =
          cause.seen("this window's challenge does not meet it: it would be proven all the same");
    }
    for (Trouble trouble : troubles.subList(0, Math.min(SHOWN, troubles.size()))) {
      cause = cause.seen(trouble.file() + place(trouble) + ": " + trouble.text());
    }
    if (troubles.size() > SHOWN) {
      cause = cause.seen("and " + (troubles.size() - SHOWN) + " more of the same kind");
    }
    return fixed(cause, first);
  }

  private static String place(Trouble trouble) {
    return trouble.offset() == 0 ? "" : " at byte " + trouble.offset();
  }

  private static String text(CauseKind kind, SectorNumbers sectors) {
    String who = Wording.sectors(sectors);
    return switch (kind) {
      case SEALED_MISSING -> "the sealed file of " + who + " is missing";
      case CACHE_MISSING -> "files of the cache of " + who + " are missing";
      case WRONG_LENGTH -> "a file of " + who + " has the wrong length";
      case UNREADABLE -> "files of " + who + " cannot be read";
      case OLD_FILES_AFTER_UPGRADE ->
          "the chain has the upgraded replica of " + who + ", but the files are the old ones";
      case WRONG_P_AUX ->
          "p_aux of " + who + " is not the one of the replica on chain: no proof of it passes";
      case WRONG_TREE -> "the tree over the sealed file of " + who + " is wrong";
      default -> "the sealed file of " + who + " changed since it was sealed";
    };
  }

  private static Cause fixed(Cause cause, Trouble first) {
    long number = first.of().number();
    return switch (cause.kind()) {
      case SEALED_MISSING, CACHE_MISSING, OLD_FILES_AFTER_UPGRADE ->
          cause
              .fix("stores.find(" + number + ") shows where its files are")
              .fix("Put " + first.file() + " back, then lotus-miner storage redeclare --all.");
      case UNREADABLE ->
          cause.fix("ls -l " + first.file() + "; dmesg | tail; chown it to the prover's user");
      case WRONG_TREE ->
          cause.fix(
              "The sealed file is good, the tree can be made again: proofs.recover("
                  + number
                  + ")");
      case WRONG_P_AUX ->
          cause.fix("Restore p_aux of this replica from a backup of the cache directory.");
      default ->
          cause
              .fix(
                  "Restore "
                      + first.file()
                      + " from a copy, or, in damocles: rebuild --numbers "
                      + number)
              .fix("Look at the disk below it with smartctl -a: more may follow.");
    };
  }
}
