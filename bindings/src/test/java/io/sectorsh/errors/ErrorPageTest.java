package io.sectorsh.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ErrorPageTest {
  private static final String HEAD =
      """
      # Errors
      A failure is told as `error: WHERE: WHAT`, `likely: CAUSE` and `next: WHAT TO DO`. The causes below are the usual ones. `refused` and \
      `in-use` end with exit code 3, the others with 1.

      | code | usual cause |
      |---|---|
      """;

  @Test
  void pageOfErrorsIsTheCatalogue() throws IOException {
    StringBuilder page = new StringBuilder(HEAD);
    for (ErrorCode code : ErrorCode.values()) {
      page.append("| ").append(code.text()).append(" | ").append(code.likelyCause()).append(" |\n");
    }
    assertEquals(page.toString(), Files.readString(Path.of("..", "docs", "errors.md")));
  }
}
