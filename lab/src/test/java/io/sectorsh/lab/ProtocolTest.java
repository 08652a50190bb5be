package io.sectorsh.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sectorsh.lab.transport.JsonWebTokens;
import io.sectorsh.lab.transport.Permission;
import io.sectorsh.profile.EmbeddedSystems.Running;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ProtocolTest {
  private static Running lab;

  @BeforeAll
  static void start() {
    lab = new Lab().start(Optional.empty(), 1);
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  @TestFactory
  Stream<DynamicTest> managerAnswersAsTheRealOneDid() throws IOException {
    String base = lab.profile().damoclesApi().orElseThrow();
    return Exchange.load("damocles-protocol.ndjson").stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.name(),
                    () -> assertEquals(one.answer(), Exchange.answer(one.replay(base, "")))));
  }

  @TestFactory
  Stream<DynamicTest> nodeAnswersAsTheRealOneDid() throws IOException {
    String api = lab.profile().fullNodeApi().orElseThrow();
    String base = "http://127.0.0.1:" + api.replaceAll(".*/tcp/(\\d+)/http", "$1");
    String token = api.substring(0, api.indexOf(':'));
    return Exchange.load("lotus-protocol.ndjson").stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.name(),
                    () ->
                        assertEquals(
                            one.answer().replace("\"BlockDelay\":4", "\"BlockDelay\":30"),
                            Exchange.answer(one.replay(base, authorization(one, token))))));
  }

  private static String authorization(Exchange one, String token) {
    if (one.name().endsWith("no-token")) {
      return "";
    }
    if (one.name().endsWith("wrong-token")) {
      String other = new JsonWebTokens(new byte[32]).issue(Permission.ADMIN);
      return "Bearer " + other;
    }
    return one.name().endsWith("garbage-token") ? "Bearer garbage" : "Bearer " + token;
  }
}
