package io.sectorsh.jsonrpc;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Reads the texts in which operators keep an address with its token. */
final class ApiInfo {
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):([0-9]{1,5})");
  private static final Pattern SCHEME = Pattern.compile("(?i)(https?|wss?)(://.*)");
  private static final Pattern MULTIADDR =
      Pattern.compile("/(ip4|ip6|dns|dns4|dns6|dnsaddr)/([^/]+)/tcp/([0-9]{1,5})((?:/[^/]+)*)/?");

  private ApiInfo() {}

  static RpcEndpoint parse(String text, RpcService service) {
    String info = text.split(",", 2)[0].strip();
    String address = info;
    String token = "";
    int colon = info.indexOf(':');
    if (HOST_AND_PORT.matcher(info).matches()) {
      address = "http://" + info;
    } else if (colon >= 0 && !info.startsWith("/") && !info.startsWith("//", colon + 1)) {
      token = info.substring(0, colon);
      address = info.substring(colon + 1).strip();
    }
    return endpoint(address, token(token), service);
  }

  /** A token fit for a header; empty if the text is blank. */
  static Optional<String> token(String text) {
    String token = text.strip();
    if (!token.chars().allMatch(letter -> letter > 0x20 && letter < 0x7f)) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "the token holds a blank or a character that no token has",
          "API token",
          "Copy the token again: it is one line of letters, digits, dots, dashes and underscores.");
    }
    return token.isEmpty() ? Optional.empty() : Optional.of(token);
  }

  private static RpcEndpoint endpoint(String address, Optional<String> token, RpcService service) {
    HttpUrl parsed = url(address);
    if (parsed == null) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "this is not an API address",
          service.setting(),
          "Write TOKEN:/ip4/127.0.0.1/tcp/2345/http or http://127.0.0.1:2345.");
    }
    String inQuery = parsed.queryParameter("token");
    HttpUrl url =
        parsed
            .newBuilder()
            .removeAllQueryParameters("token")
            .encodedPath(path(parsed.encodedPath(), service))
            .fragment(null)
            .build();
    return new RpcEndpoint(
        service, url, token.isPresent() || inQuery == null ? token : token(inQuery));
  }

  private static @Nullable HttpUrl url(String address) {
    Matcher multiaddr = MULTIADDR.matcher(address);
    if (multiaddr.matches()) {
      String host = multiaddr.group(2);
      boolean secure = multiaddr.group(4).matches("(?i).*/(wss|tls|https)(/.*)?");
      return HttpUrl.parse(
          (secure ? "https://" : "http://")
              + (multiaddr.group(1).equals("ip6") ? "[" + host + "]" : host)
              + ":"
              + multiaddr.group(3));
    }
    Matcher url = SCHEME.matcher(address);
    return url.matches()
        ? HttpUrl.parse(
            url.group(1).toLowerCase(java.util.Locale.ROOT).replace("ws", "http") + url.group(2))
        : null;
  }

  private static String path(String given, RpcService service) {
    String base = given.replaceFirst("/+$", "");
    return base.matches(".*/rpc/v[0-9]+") ? base : base + service.path();
  }
}
