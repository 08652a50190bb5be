package io.sectorsh.shell.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sectorsh.shell.command.Form;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TailReaderTest {
  private final TailReader reader = new TailReader(Set.of("x", "csv", "out")::contains);

  private static Line line(String expression, Form form) {
    return new Line(expression, form, Optional.empty());
  }

  @Test
  void takesTheFormOffTheEnd() {
    assertEquals(line("a.b { it | 1 }", Form.JSON), reader.read("a.b { it | 1 } | json"));
    assertEquals(line("a | b", Form.COUNT), reader.read("a | b | count"));
  }

  @Test
  void takesTheFileOffTheEndAndItsFormFromItsName() {
    assertEquals(new Line("a", Form.TABLE, Optional.of("f")), reader.read("a | table >> f"));
    assertEquals(
        new Line("a", Form.CSV, Optional.of("/tmp/a.csv")), reader.read("a >> /tmp/a.csv"));
    assertEquals(
        new Line("a", Form.JSON, Optional.of("my file.json")), reader.read("a >> 'my file.json'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a | b",
        "a || json",
        "a >> 2",
        "a >> x",
        "a >>> b",
        "a | csv",
        "x >>= 3",
        "'| json'",
        "\"${a | json}\"",
        "f { a | json }",
        "a >> b(1)",
        "/* | json */ a",
        "a // | json",
        "x |= json"
      })
  void leavesGroovysOwnOperatorsAlone(String text) {
    assertEquals(line(text, Form.AUTOMATIC), reader.read(text));
  }
}
