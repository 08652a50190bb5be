package io.sectorsh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.ChangeGuard;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No public method of what scripts hold in their hand gets to a write that the session was not
 * asked about. Read from the byte code: from each call that writes a file or sends a call, back
 * along its callers, to the first that asks the session or is part of an action. What is called
 * through an interface of ours is not followed.
 */
final class GuardRulesTest {
  private static final JavaClasses BINDINGS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.sectorsh");

  /** What knows no session: files, databases and the journal of the session itself. */
  private static final Set<String> TOOLS =
      Set.of("posix", "leveldb", "migration", "jsonrpc", "replica");

  /** Classes whose writes leave a system as it was. */
  private static final Set<String> NO_CHANGE = Set.of("lotus.repo.RepoLock");

  /** What writes one new file that belongs to no system. */
  private static final Set<String> ONLY_NEW_FILES = Set.of("proofs.explain.Explanation.report");

  private final Map<String, Set<JavaCodeUnit>> callers = new HashMap<>();
  private final Set<JavaCodeUnit> asking = new HashSet<>();

  private static Stream<JavaCodeUnit> units() {
    return BINDINGS.stream().flatMap(type -> type.getCodeUnits().stream());
  }

  private static String name(JavaClass type) {
    return type.getFullName().replace("io.sectorsh.", "");
  }

  private static String name(JavaCodeUnit unit) {
    return name(unit.getOwner()) + "." + unit.getName();
  }

  private static boolean writes(JavaCodeUnit unit) {
    return unit.getAccessesFromSelf().stream().anyMatch(GuardRulesTest::writes);
  }

  private static boolean writes(JavaAccess<?> access) {
    String called = access.getTargetOwner().getName() + "." + access.getTarget().getName();
    return called.matches(
        "java\\.nio\\.file\\.Files\\.(write|move|delete|create|copy|set|new(Out|BufferedW)).*"
            + "|java\\.nio\\.channels\\.FileChannel\\.write|java\\.io\\.FileOutputStream\\..*"
            + "|io\\.sectorsh\\.jsonrpc\\.JsonRpcClient\\.call");
  }

  private static boolean asks(JavaCodeUnit unit) {
    return unit.getOwner().isAssignableTo(Action.class)
        || unit.getMethodCallsFromSelf().stream()
            .anyMatch(
                call ->
                    call.getTargetOwner().isEquivalentTo(ChangeGuard.class)
                        && call.getName().matches("require.*|submit"));
  }

  /** A method of a few lines that asks for others. */
  private boolean asksThroughAnother(JavaCodeUnit unit) {
    return unit.getMethodCallsFromSelf().stream()
        .filter(call -> call.getName().matches("require.*|confirm|change|submit"))
        .flatMap(call -> call.getTarget().resolveMember().stream())
        .anyMatch(asking::contains);
  }

  private void findWhatAsks() {
    units().filter(GuardRulesTest::asks).forEach(asking::add);
    for (int depth = 0; depth < 3; depth++) {
      units().filter(this::asksThroughAnother).toList().forEach(asking::add);
    }
  }

  /** Public methods from which a write is reached, past nothing that asks. */
  private Set<String> writing() {
    units()
        .forEach(
            unit ->
                unit.getAccessesFromSelf()
                    .forEach(
                        access ->
                            callers
                                .computeIfAbsent(
                                    access.getTarget().getFullName(), any -> new HashSet<>())
                                .add(unit)));
    Deque<JavaCodeUnit> open = new ArrayDeque<>();
    Set<JavaCodeUnit> reached = new HashSet<>();
    units().filter(GuardRulesTest::writes).forEach(unit -> reach(unit, reached, open));
    while (!open.isEmpty()) {
      callers
          .getOrDefault(open.remove().getFullName(), Set.of())
          .forEach(unit -> reach(unit, reached, open));
    }
    Set<String> names = new TreeSet<>();
    reached.stream().filter(GuardRulesTest::isOffered).forEach(unit -> names.add(name(unit)));
    return names;
  }

  private void reach(JavaCodeUnit unit, Set<JavaCodeUnit> reached, Deque<JavaCodeUnit> open) {
    if (!asking.contains(unit) && !NO_CHANGE.contains(name(unit.getOwner())) && reached.add(unit)) {
      open.add(unit);
    }
  }

  private static boolean isOffered(JavaCodeUnit unit) {
    return unit.getModifiers().contains(JavaModifier.PUBLIC)
        && unit.getOwner().getModifiers().contains(JavaModifier.PUBLIC)
        && !TOOLS.contains(name(unit.getOwner()).split("\\.")[0]);
  }

  @Test
  void nothingThatScriptsCanCallWritesWithoutAskingTheSession() {
    findWhatAsks();
    assertEquals(ONLY_NEW_FILES, writing());
  }

  /** If nobody asked, this test would see it. */
  @Test
  void writesAreFoundWhereTheyAre() {
    Set<String> all = writing();
    for (String known :
        Set.of(
            "lotus.repo.LotusRepo.salvage",
            "lotus.repo.RepoEdit.commit",
            "lotus.miner.LotusMiner.sectorRemove",
            "damocles.manager.SectorCommands.remove",
            "damocles.manager.SectorCommands.unsealPiece",
            "damocles.worker.DamoclesWorker.setEnv",
            "damocles.config.DamoclesConfig.write",
            "textfile.TextEdit.write")) {
      assertTrue(all.contains(known), known + " is not among " + all);
    }
  }
}
