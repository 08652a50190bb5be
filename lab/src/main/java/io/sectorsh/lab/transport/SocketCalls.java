package io.sectorsh.lab.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/** A transport whose calls may also come over a WebSocket. */
interface SocketCalls extends Function<HttpRequestText, HttpReply> {
  /** 101 for a request that may open a WebSocket, or the status that refuses it. */
  int admit(HttpRequestText request);

  /** The answer to a subscription: the number of its channel, members in the daemon's order. */
  ObjectNode begun(JsonNode id, long channel);
}
