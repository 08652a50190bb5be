package io.sectorsh.lotus.calls;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.jsonrpc.Members;

/**
 * The version of a lotus daemon.
 *
 * @param version of the program, with the network it was built for
 * @param api of the API, as {@code 1.5.0}
 * @param blockDelay seconds of an epoch
 */
public record DaemonVersion(String version, String api, long blockDelay) {
  /** Reads the answer of {@code Version}. */
  public static DaemonVersion of(JsonNode json) {
    Members members = Members.of(json, "Version");
    long api = members.number("APIVersion");
    return new DaemonVersion(
        members.text("Version"),
        (api >> 16) + "." + (api >> 8 & 0xff) + "." + (api & 0xff),
        members.number("BlockDelay"));
  }
}
