package io.sectorsh.shell.line;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CompletenessTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "f {",
        "[1,",
        "(1 + ",
        "x =",
        "a &&",
        "'''one",
        "\"\"\"a ${b} ",
        "/* comment",
        "a.b { x ->",
        "foo(\"}\"",
        "if (a) {\n  b\n",
        "$/ dollar",
        "a.",
        "a ? b :"
      })
  void isUnfinished(String source) {
    assertTrue(Completeness.isOpen(source));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f { }",
        "'{'",
        "\"${ [1].collect { it } }\"",
        "x++",
        "import java.util.*",
        "a / b",
        "x =~ /[({]/",
        "'it\\'s'",
        "1 // {",
        "/* ( */ 1",
        "'not closed",
        "a }",
        "$/ { /$",
        "x[0] / y[1] / 2",
        "''",
        "\"\"\"{\"\"\""
      })
  void isFinished(String source) {
    assertFalse(Completeness.isOpen(source));
  }
}
