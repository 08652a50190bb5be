package io.sectorsh.filecoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenAmountTest {
  private final ObjectMapper json = new ObjectMapper();

  @ParameterizedTest
  @CsvSource({
    "0, 0 FIL",
    "1, 0.000000000000000001 FIL",
    "1500000000000000000, 1.5 FIL",
    "-25000000000000000, -0.025 FIL",
    "2000000000000000000000000000, 2000000000 FIL",
  })
  void printsAsLotusPrints(String atto, String text) {
    TokenAmount amount = new TokenAmount(new BigInteger(atto));
    assertEquals(text, amount.toString());
    assertEquals(amount, TokenAmount.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "5 FIL, 5000000000000000000",
    "5fil, 5000000000000000000",
    "0.025, 25000000000000000",
    ".5, 500000000000000000",
    "1., 1000000000000000000",
    "-1 FIL, -1000000000000000000",
    "100 attofil, 100",
    "100 aFIL, 100",
    "1.5 nanofil, 1500000000",
    "1.5 nFIL, 1500000000",
    "3 milliFIL, 3000000000000000",
    "3 \u03bcFIL, 3000000000000",
  })
  void readsWhatPeopleType(String text, String atto) {
    assertEquals(new TokenAmount(new BigInteger(atto)), TokenAmount.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "FIL",
        ".",
        "-",
        "1e5",
        "1 USD",
        "1,5 FIL",
        "0.5 attofil",
        "0.0000000000000000001",
        "1-2",
        "111111111111111111111111111111111111111111111111111",
      })
  void wrongTextsAreRefused(String text) {
    assertThrows(MalformedValueException.class, () -> TokenAmount.parse(text));
  }

  @Test
  void jsonIsTextOfAttoFilAndNumbersAreReadToo() throws Exception {
    TokenAmount amount = TokenAmount.ofFil("1000000000.5");
    assertEquals("\"1000000000500000000000000000\"", json.writeValueAsString(amount));
    assertEquals(amount, json.readValue("\"1000000000500000000000000000\"", TokenAmount.class));
    assertEquals(amount, json.readValue("1000000000500000000000000000", TokenAmount.class));
    assertEquals(TokenAmount.ofAtto(7), json.readValue("7", TokenAmount.class));
    assertThrows(JsonMappingException.class, () -> json.readValue("1.5", TokenAmount.class));
    assertThrows(JsonMappingException.class, () -> json.readValue("\"\"", TokenAmount.class));
  }

  @Test
  void sumsAreExact() {
    TokenAmount third = TokenAmount.ofFil("0.333333333333333333");
    assertEquals(TokenAmount.ofFil("0.999999999999999999"), third.times(3));
    assertEquals(
        TokenAmount.ofAtto(1), TokenAmount.ofFil("1").minus(third.plus(third).plus(third)));
  }
}
