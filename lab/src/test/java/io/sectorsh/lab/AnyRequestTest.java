package io.sectorsh.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.profile.EmbeddedSystems.Running;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever is sent, there is an answer. */
class AnyRequestTest {
  private static final int TRIALS = Boolean.getBoolean("long.trials") ? 20_000 : 300;
  private static final String[] METHODS = {
    "ListSectors",
    "FindSector",
    "ImportSector",
    "StateMinerSectors",
    "SectorsStatus",
    "GetInfo",
    "StateMinerPartitions",
    "ChainGetTipSetByHeight",
    "StateSearchMsg",
    "CheckProvable",
    "AuthNew"
  };
  private static final String[] VALUES = {
    "null",
    "true",
    "-1",
    "0",
    "1.5",
    "1e400",
    "18446744073709551615",
    "99999999999999999999999",
    "\"online\"",
    "\"t04079\"",
    "\"\\ud800\"",
    "{}",
    "{\"Miner\":18446744073709551615}",
    "{\"/\":\"x\"}",
    "[]",
    "[0,3,9223372036854775807,1]",
    "[[\"read\"]]",
    "{\"ID\":7}",
    "\""
  };

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static Running lab;

  @BeforeAll
  static void start() {
    lab = new Lab().start(Optional.empty(), 1);
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  private static String request(Random random, String namespace) {
    StringBuilder text = new StringBuilder("{\"id\":").append(value(random));
    String method = METHODS[random.nextInt(METHODS.length)];
    text.append(",\"method\":\"").append(namespace).append(method).append("\",\"params\":[");
    int count = random.nextInt(4);
    for (int index = 0; index < count; index++) {
      text.append(index == 0 ? "" : ",").append(value(random));
    }
    text.append("]}");
    if (random.nextInt(5) == 0) {
      text.setLength(random.nextInt(text.length()));
    }
    return random.nextInt(8) == 0 ? "[" + text + "]" : text.toString();
  }

  private static String value(Random random) {
    return VALUES[random.nextInt(VALUES.length)];
  }

  @Test
  void everyRequestIsAnswered() throws IOException, InterruptedException {
    Random random = new Random(42);
    String node = lab.profile().fullNodeApi().orElseThrow().replaceAll(".*/tcp/(\\d+)/http", "$1");
    String miner = lab.profile().minerApi().orElseThrow().replaceAll(".*/tcp/(\\d+)/http", "$1");
    String[] addresses = {
      "http://127.0.0.1:" + node + "/rpc/v1",
      "http://127.0.0.1:" + miner + "/rpc/v0",
      lab.profile().damoclesApi().orElseThrow() + "/rpc/v0"
    };
    Set<Integer> known = Set.of(200, 400, 500);
    for (int trial = 0; trial < TRIALS; trial++) {
      int which = random.nextInt(addresses.length);
      String body = request(random, which == 2 ? "Venus." : "Filecoin.");
      HttpResponse<String> answer =
          CLIENT.send(
              HttpRequest.newBuilder(URI.create(addresses[which]))
                  .timeout(Duration.ofSeconds(20))
                  .POST(BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      assertTrue(known.contains(answer.statusCode()), body);
    }
  }
}
