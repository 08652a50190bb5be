package io.sectorsh.shell.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.lotus.repo.RepoFinding;
import io.sectorsh.lotus.repo.RepoProblem;
import io.sectorsh.lotus.salvage.SalvageOrigin;
import io.sectorsh.lotus.salvage.SalvagedRecord;
import io.sectorsh.shell.command.Form;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What matters of a damage stays in view on a narrow terminal. */
final class SalvageListTest {
  private static List<String> lines(int width, Object rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    new Renderer(Screen.terminal(() -> width, false, true))
        .print(rows, Form.AUTOMATIC, new StreamPage(stream, stream));
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void theKeysOfADamagedBlockAreShown() {
    RepoFinding block =
        new RepoFinding(
            RepoProblem.FILE_DAMAGED,
            "000002.ldb",
            9617,
            4608,
            "a block with records cannot be read",
            "/sectors/300 to /sectors/500");
    String shown = lines(60, List.of(block, block)).get(1);
    assertTrue(shown.contains("000002.ldb"), shown);
    assertTrue(shown.contains("/sectors/300"), shown);
    assertTrue(lines(120, List.of(block)).get(1).contains("9617"));
  }

  @Test
  void whereARecordComesFromAndHowSureThatIsComesFirst() {
    SalvagedRecord record =
        new SalvagedRecord(
            "/sectors/7",
            SalvageOrigin.KVLOG,
            "1.log.cbor",
            3,
            -1,
            "COPIED",
            "older than a delete");
    String shown = lines(60, List.of(record, record)).get(1);
    assertTrue(shown.contains("kvlog") && shown.contains("COPIED"), shown);
    assertTrue(shown.contains("older"), shown);
    assertEquals(4, lines(60, List.of(record, record)).size());
  }
}
