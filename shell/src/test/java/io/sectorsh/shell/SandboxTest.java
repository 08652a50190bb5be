package io.sectorsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.shell.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every surface of the shell that writes, in the braces of a sandbox and of a plan, in a session
 * that may change everything: it is tried or recorded, or refused, and never done.
 */
final class SandboxTest {
  /** What can be tried, each with words of the difference that it makes. */
  private static final Map<String, String> TRIED =
      Map.ofEntries(
          Map.entry("lotus.miner.changes.setState(M, 'FaultedFinal')", "State +\\w+ +FaultedFinal"),
          Map.entry("lotus.miner.changes.reserve('mine', '7000-7005')", "absent +7000-7005"),
          Map.entry("lotus.miner.changes.attach(DIR)", "storage path .* absent +attached"),
          Map.entry(
              "lotus.miner.changes.detach(lotus.miner.storage.local().values().first().toString())",
              "storage path .* attached +absent"),
          Map.entry("damocles.changes.rebuild(D)", "NeedRebuild +false +true"),
          Map.entry(
              "lotus.repo.edit { e -> e.updateSector(R) { it.toBuilder().state('Removed').build() } }",
              "sector \\d+ in \\S+lotus-miner +State +\\w+ +Removed"),
          Map.entry(
              "lotus.repo.edit { e -> e.reserve('ours', SectorNumbers.parse('8000-8010')) }",
              "numbers reserved as ours in .* absent +8000-8010"),
          Map.entry(
              "lotus.repo.storage.init(DIR + '/made') { canStore(true) }",
              "absent +\\{.*\"CanStore\":true.*"),
          Map.entry(
              "lotus.repo.storage.attach(DIR + '-known')",
              "storage path \\S+-known of \\S+ +absent +attached"),
          Map.entry(
              "lotus.repo.storage.detach(lotus.repo.storage.paths.first().id())",
              "storage path \\S+ of \\S+ +attached +absent"),
          Map.entry(
              "lotus.repo.storage.change(lotus.repo.storage.paths.first().id()) { weight(77) }",
              "Weight +\\d+ +77"),
          Map.entry("stores.copy(F, DIR)", "sealed/s-t\\d+-\\d+ +absent +2,048 B"),
          Map.entry("stores.move(F, DIR)", "sealed/s-t\\d+-\\d+ +2,048 B +absent"),
          Map.entry("stores.delete(F, 'old')", "trash/old/sealed/\\S+ +absent +2,048 B"),
          Map.entry(
              "damocles.config.write("
                  + "damocles.config.manager.set('Common.Proving.ParallelCheckLimit', 7))",
              "ParallelCheckLimit +absent +7"),
          Map.entry("files.text(DIR + '/x.env').put('A=1').write()", "line 1 +absent +A=1"));

  /** What can be neither tried nor planned, each with a part of what is said to go on. */
  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          Map.entry("lotus.miner.sectorRemove(7)", "lotus.miner.changes.remove(7)"),
          Map.entry("lotus.miner.sectorsUpdate(7, 'X')", "lotus.miner.changes.setState(7, 'X')"),
          Map.entry("lotus.miner.sectorTerminate(7)", "lotus.miner.changes.terminate(7)"),
          Map.entry("lotus.miner.freeNumbers('mine')", "lotus.miner.changes.free('mine')"),
          Map.entry("lotus.miner.rpc.SectorRemove(7)", "lotus.miner.changes.remove(7)"),
          Map.entry(
              "lotus.miner.call('StorageAddLocal', '/x')", "lotus.miner.changes.attach('/x')"),
          Map.entry("lotus.miner.call('AuthNew', ['read'])", "outside"),
          Map.entry("lotus.recoverFaults(SectorNumbers.parse('7'))", "outside"),
          Map.entry("lotus.node.call('AuthNew', ['read'])", "outside"),
          Map.entry("lotus.node.rpc.AuthNew(['read'])", "outside"),
          Map.entry(
              "damocles.manager.commands.finalizeSector(new SectorId(1000, 7))",
              "damocles.changes.finalizeSector(7)"),
          Map.entry("damocles.manager.rpc.RemoveSector([:])", "damocles.changes.remove(NUMBER)"),
          Map.entry("damocles.manager.call('StoreSubPaused', [])", "outside"),
          Map.entry(
              "damocles.config.manager.set('Common.API.Chain', 'x').write()",
              "damocles.config.write(CHANGE)"),
          Map.entry("lotus.repo.restore(DIR)", "NOT_A_REPO"),
          Map.entry("lotus.repo.salvage(Path.of(DIR + '/s'))", "outside"),
          Map.entry("files.text(DIR + '/y').put('TOKEN=abcdefgh').write()", "outside"));

  /** What writes nothing into a system, and so stands in a plan; a sandbox does not even that. */
  private static final List<String> ONLY_NEW_FILES =
      List.of(
          "lotus.repo.backup(DIR + '/backup')",
          "lotus.repo.writeBackup(DIR + '/backup.cbor')",
          "migrations.load(DIR + '/none')",
          "migrations.find('kept').save(DIR + '/kept')",
          "migrations.find('kept').recheck()",
          "migrations.find('kept').forget()",
          "migrations.find('kept').stop()",
          "migrations.find('kept').apply()",
          "migration('within') { }",
          "sandbox { }",
          "scripts.export.json(destPath: DIR + '/json', apply: true)");

  private static final String BEFORE =
      """
      guard.mode = Mode.APPLY
      def DIR = '%s'
      def M = lotus.miner.sectorsListInStates(['Proving']).iterator().next()
      def D = damocles.sectors.find { it.finalized }.number
      def R = lotus.repo.sectors.first().get().sectorNumber
      def F = stores.sector(D, stores.find(D).first().get().store.name())
      migration('kept') { }
      new File(DIR + '-known').mkdir()
      new File(DIR + '-known/sectorstore.json').text = '{"ID": "known", "CanStore": true}'
      def said = { Throwable t -> t.respondsTo('next') ? t.message + ' ' + t.next() : '' + t }
      def attempt = { Closure c -> try { c(); 'tried' } catch (Throwable t) { said(t) } }
      """;

  @TempDir Path directory;

  private Map<String, String> run(String body) throws IOException {
    Path target = Files.createDirectory(directory.resolve("store"));
    Path script = directory.resolve("surfaces.groovy");
    Files.writeString(script, BEFORE.formatted(target) + body);
    Transcript done = Transcript.of("--lab", "run", script.toString());
    assertEquals(ExitCode.DONE, done.code(), done.err());
    Map<String, String> lines = new TreeMap<>();
    for (String line : ("\n" + done.out()).split("\n@")) {
      int end = line.indexOf("@ ");
      if (end > 0) {
        lines.put(line.substring(0, end).strip(), line.substring(end + 2));
      }
    }
    try (var left = Files.list(target)) {
      assertEquals(List.of(), left.toList());
    }
    return lines;
  }

  private static String each(Iterable<String> lines, String form) {
    List<String> all = new ArrayList<>();
    lines.forEach(line -> all.add(form.replace("LINE", line).replace("NAME", name(line))));
    return String.join("\n", all) + "\n";
  }

  private static String name(String line) {
    return line.replace("'", "").replace("$", "");
  }

  private static void assertRefused(
      Map<String, String> said, String line, String how, String next) {
    String answer = said.getOrDefault(name(line), "nothing");
    assertTrue(answer.contains(how), line + " said: " + answer);
    assertTrue(next.equals("NOT_A_REPO") || answer.contains(next), line + " said: " + answer);
  }

  @Test
  void inASandboxEachIsTriedOrRefused() throws IOException {
    List<String> refused = new ArrayList<>(REFUSED.keySet());
    refused.addAll(ONLY_NEW_FILES);
    Map<String, String> said =
        run(
            each(
                    TRIED.keySet(),
                    "println '@NAME@ ' + sandbox { LINE }.diff.collect { [it.thing(), it.member(),"
                        + " it.before(), it.after()].join('  ') }.join('\\n')")
                + "sandbox {\n"
                + each(refused, "println '@NAME@ ' + attempt { LINE }")
                + "}\n"
                + "println '@counts@ ' + migrations.all.count()\n");
    TRIED.forEach(
        (line, words) ->
            assertTrue(
                said.getOrDefault(name(line), "")
                    .lines()
                    .anyMatch(difference -> difference.matches(".*" + words + ".*")),
                line + " did not tell " + words + " in:\n" + said));
    for (String line : REFUSED.keySet()) {
      if (!REFUSED.get(line).equals("NOT_A_REPO")) {
        assertRefused(said, line, "refused in a sandbox", REFUSED.get(line));
      }
    }
    for (String line : ONLY_NEW_FILES) {
      assertRefused(said, line, "refused", "");
    }
    assertEquals("1", said.get("counts").strip());
  }

  @Test
  void inAPlanEachIsRecordedOrRefusedWithTheFormThatCanBe() throws IOException {
    String recorded = each(TRIED.keySet(), "println '@NAME@ ' + attempt { LINE }");
    String refused = each(REFUSED.keySet(), "println '@NAME@ ' + attempt { LINE }");
    Map<String, String> said =
        run(
            "def m = migration('all') {\n"
                + recorded
                + refused
                + "}\nprintln '@actions@ ' + m.plan.plan().actions()\n");
    for (String line : TRIED.keySet()) {
      assertEquals("tried", said.getOrDefault(name(line), "").strip(), line);
    }
    for (String line : REFUSED.keySet()) {
      if (!REFUSED.get(line).equals("NOT_A_REPO")) {
        assertRefused(said, line, "refused while a plan is recorded", REFUSED.get(line));
      }
    }
    int ofInit = 1; // It makes a storage path, and attaches it.
    assertEquals(Integer.toString(TRIED.size() + ofInit), said.get("actions").strip());
  }
}
