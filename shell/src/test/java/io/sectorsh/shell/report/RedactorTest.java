package io.sectorsh.shell.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedactorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "SECRETTOKENXYZ:/ip4/127.0.0.1/tcp/1234/http | <token>:/ip4/127.0.0.1/tcp/1234/http",
        "abc:http://127.0.0.1:1234 | <token>:http://127.0.0.1:1234",
        "lotus.node('t:/dns/node/tcp/1') | lotus.node('<token>:/dns/node/tcp/1')",
        "eyJhbGciOi.J9.x_y | <token>",
        "authorization: Bearer 0123456789 | authorization: Bearer <token>",
        "Venus.Version at http://127.0.0.1:1/rpc/v0: refused | Venus.Version at http://127.0.0.1:1/rpc/v0: refused",
        "/ip4/127.0.0.1/tcp/1234/http | /ip4/127.0.0.1/tcp/1234/http",
      })
  void whateverStandsBeforeAnAddressIsAToken(String text, String shown) {
    assertEquals(shown, Redactor.redacted(text));
  }
}
