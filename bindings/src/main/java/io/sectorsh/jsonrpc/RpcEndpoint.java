package io.sectorsh.jsonrpc;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/**
 * The address of a daemon's API and the token for it.
 *
 * <p>A token that a URL carried as {@code ?token=} is moved out of it. Neither the token nor a
 * password nor a query is ever part of a text made from this value, and it is not serializable.
 * Immutable.
 */
public final class RpcEndpoint {
  private final RpcService service;
  private final HttpUrl url;
  private final Optional<String> token;

  RpcEndpoint(RpcService service, HttpUrl url, Optional<String> token) {
    this.service = Objects.requireNonNull(service);
    this.url = Objects.requireNonNull(url);
    this.token = Objects.requireNonNull(token);
  }

  /**
   * Reads an API info as lotus does: {@code TOKEN:ADDRESS} or {@code ADDRESS}, where an address is
   * a multiaddr such as {@code /ip4/127.0.0.1/tcp/2345/http} or a URL. Of several joined by commas
   * the first is taken. Also accepted: {@code host:port}, and URLs that have the API path already.
   *
   * @throws io.sectorsh.errors.OperatorException BAD_VALUE; its text does not repeat the input
   */
  public static RpcEndpoint parse(String apiInfo, RpcService service) {
    return ApiInfo.parse(apiInfo, service);
  }

  /**
   * All of several API infos joined by commas, as lotus takes them for a daemon: when one does not
   * answer the next is asked.
   *
   * @throws io.sectorsh.errors.OperatorException BAD_VALUE; its text does not repeat the input
   */
  public static List<RpcEndpoint> parseAll(String apiInfos, RpcService service) {
    List<String> infos =
        Stream.of(apiInfos.split(",")).map(String::strip).filter(info -> !info.isEmpty()).toList();
    return infos.size() < 2
        ? List.of(parse(apiInfos, service))
        : infos.stream().map(info -> parse(info, service)).distinct().toList();
  }

  /** The same address with another token; blank for none. */
  public RpcEndpoint withToken(String replacement) {
    return new RpcEndpoint(service, url, ApiInfo.token(replacement));
  }

  /** Which kind of daemon is there. */
  public RpcService getService() {
    return service;
  }

  /** Where calls go, fit to be shown: without user, password and query. */
  public String getUrl() {
    return url.newBuilder().username("").password("").query(null).fragment(null).build().toString();
  }

  /** Whether a token goes along with each call. */
  public boolean isWithToken() {
    return token.isPresent();
  }

  HttpUrl requestUrl() {
    return url;
  }

  Optional<String> token() {
    return token;
  }

  /** The text with the token blotted out, for words that came from the other side. */
  String withoutToken(String text) {
    return token.map(secret -> text.replace(secret, "<token>")).orElse(text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RpcEndpoint that
        && service == that.service
        && url.equals(that.url)
        && token.equals(that.token);
  }

  @Override
  public int hashCode() {
    return Objects.hash(service, url, token);
  }

  @Override
  public String toString() {
    return getUrl();
  }
}
