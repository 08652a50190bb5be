package io.sectorsh.damocles.config;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.jsonrpc.JsonRpcClient;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcService;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a manager answers others than this host: it knows no tokens. No file says where it
 * listens ({@code daemon run --listen}; all interfaces unless it is given), so it is tried.
 */
final class ApiExposure {
  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final int MOST_ADDRESSES = 16;

  private final URI api;

  ApiExposure(String api) {
    this.api = URI.create(RpcEndpoint.parse(api, RpcService.DAMOCLES).getUrl());
  }

  /** What is found now. */
  List<ConfigFinding> check() {
    return check(ofThisHost());
  }

  /**
   * The same.
   *
   * @param others addresses of this host that others can reach
   */
  List<ConfigFinding> check(List<InetAddress> others) {
    List<ConfigFinding> findings = new ArrayList<>();
    boolean local = isLocal(others);
    for (String host : local ? others.stream().map(ApiExposure::text).toList() : host()) {
      String place = "http://" + host + ":" + api.getPort();
      if (answers(place)) {
        findings.add(
            ConfigFinding.warning(
                place,
                "the manager answers here, and asks nobody for a token: whoever reaches this"
                    + " address can terminate and remove sectors",
                local
                    ? "Start it with --listen 127.0.0.1:"
                        + api.getPort()
                        + ", or close the port"
                        + " to all but its workers."
                    : "Close the port to all but its workers and this host."));
      }
    }
    return findings;
  }

  private List<String> host() {
    return List.of(api.getHost());
  }

  /** Whether the manager runs on this host, as far as its address tells. */
  private boolean isLocal(List<InetAddress> others) {
    try {
      InetAddress address = InetAddress.getByName(api.getHost());
      return address.isLoopbackAddress() || others.contains(address);
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  private static List<InetAddress> ofThisHost() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
          .limit(MOST_ADDRESSES)
          .toList();
    } catch (SocketException unknown) {
      return List.of();
    }
  }

  private static String text(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    String bare = zone < 0 ? text : text.substring(0, zone);
    return address instanceof Inet6Address ? "[" + bare + "]" : bare;
  }

  private static boolean answers(String place) {
    try {
      new JsonRpcClient(RpcEndpoint.parse(place, RpcService.DAMOCLES))
          .patient(LONGEST)
          .read("Version");
      return true;
    } catch (OperatorException silent) {
      return false;
    }
  }
}
