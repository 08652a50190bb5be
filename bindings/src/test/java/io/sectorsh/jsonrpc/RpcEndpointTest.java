package io.sectorsh.jsonrpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RpcEndpointTest {
  @ParameterizedTest
  @CsvSource({
    "/ip4/127.0.0.1/tcp/2345/http, http://127.0.0.1:2345/rpc/v0, ''",
    "a.b.c:/ip4/127.0.0.1/tcp/2345/http, http://127.0.0.1:2345/rpc/v0, a.b.c",
    "a.b.c:/ip4/10.0.0.1/tcp/2345, http://10.0.0.1:2345/rpc/v0, a.b.c",
    "/ip6/::1/tcp/2345/http, 'http://[::1]:2345/rpc/v0', ''",
    "/dns4/miner.example/tcp/443/wss, https://miner.example/rpc/v0, ''",
    "/dns/miner.example/tcp/8443/tls/http, https://miner.example:8443/rpc/v0, ''",
    "http://miner:2345, http://miner:2345/rpc/v0, ''",
    "http://miner:2345/, http://miner:2345/rpc/v0, ''",
    "http://miner:2345/rpc/v0, http://miner:2345/rpc/v0, ''",
    "ws://miner:2345, http://miner:2345/rpc/v0, ''",
    "WSS://miner, https://miner/rpc/v0, ''",
    "a.b.c:https://miner/prefix, https://miner/prefix/rpc/v0, a.b.c",
    "http://miner:2345/?token=a.b.c, http://miner:2345/rpc/v0, a.b.c",
    "http://user:secret@miner:2345/?key=secret, http://miner:2345/rpc/v0, ''",
    "miner:2345, http://miner:2345/rpc/v0, ''",
    "'[::1]:2345', 'http://[::1]:2345/rpc/v0', ''",
    "' a.b.c:/ip4/127.0.0.1/tcp/1/http , d.e.f:/ip4/127.0.0.1/tcp/2/http', http://127.0.0.1:1/rpc/v0, a.b.c",
  })
  void readsApiInfo(String info, String url, String token) {
    RpcEndpoint endpoint = RpcEndpoint.parse(info, RpcService.MINER);
    assertEquals(url, endpoint.getUrl());
    assertEquals(token, endpoint.token().orElse(""));
  }

  @Test
  void eachServiceHasItsPathAndPrefix() {
    assertEquals("http://n:1/rpc/v1", RpcEndpoint.parse("http://n:1", RpcService.NODE).getUrl());
    assertEquals("Filecoin.Version", RpcService.NODE.qualified("Version"));
    assertEquals("Venus.Version", RpcService.DAMOCLES.qualified("Version"));
    assertEquals("rpc.discover", RpcService.DAMOCLES.qualified("rpc.discover"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "secret:",
        ":",
        "/ip4/1.2.3.4",
        "/ip4/1.2.3.4/udp/5",
        "secret:ftp://x",
        "sec ret:http://x",
        "s\u00e9cret:http://x",
        "/ip4/1.2.3.4/tcp/99999",
        "secret:/unix/x"
      })
  void refusesOtherTextsWithoutRepeatingThem(String info) {
    OperatorException failure =
        assertThrows(OperatorException.class, () -> RpcEndpoint.parse(info, RpcService.MINER));
    assertEquals(ErrorCode.BAD_VALUE, failure.code());
    assertFalse(failure.toString().contains("secret"), failure.toString());
  }

  @Test
  void theTokenIsInNoTextMadeFromIt() throws Exception {
    RpcEndpoint endpoint =
        RpcEndpoint.parse("very.secret.token:http://a:b@miner:1?token=c", RpcService.MINER);
    String texts =
        endpoint
            + JsonMapper.builder().build().writeValueAsString(endpoint)
            + new JsonRpcClient(endpoint)
            + new CallSite("M", endpoint, true).where();
    assertFalse(
        texts.matches("(?s).*(very|secret|a:b|token).*".replace("|token", "|token=")), texts);
  }

  @Test
  void anyTextIsAnAddressOrRefused() {
    Random random = new Random(7);
    String letters = "/:.[]@?#ip4tcphttpws%,0129 a\u0000";
    int trials = Boolean.getBoolean("long.trials") ? 1_000_000 : 20_000;
    for (int trial = 0; trial < trials; trial++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "/ip4/" : "");
      for (int left = random.nextInt(24); left > 0; left--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      try {
        RpcEndpoint.parse(text.toString(), RpcService.NODE).getUrl();
      } catch (OperatorException refused) {
        assertEquals(ErrorCode.BAD_VALUE, refused.code());
      }
    }
  }
}
