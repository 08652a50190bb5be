package io.sectorsh.lab.transport;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One method of an API.
 *
 * @param name without namespace
 * @param permission what a token must allow
 * @param parameters their types; the count must match exactly
 * @param handler answers the call
 */
record RpcMethod(
    String name, Permission permission, List<ParameterType> parameters, Handler handler) {

  /** Answers a call whose parameters have been checked. */
  public interface Handler {
    /**
     * The result; a {@link com.fasterxml.jackson.databind.node.MissingNode} for a method without
     * one.
     *
     * @throws RpcFault for an answer that is an error
     */
    JsonNode call(Parameters parameters);
  }
}
