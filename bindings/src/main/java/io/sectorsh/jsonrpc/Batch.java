package io.sectorsh.jsonrpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.OperatorException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Several calls of one method in one request, and their answers, which may come in any order.
 *
 * @param keys what each call is about
 * @param params of the call about a key
 */
record Batch<K>(List<K> keys, Function<? super K, @Nullable Object[]> params) {

  /** The request; ids are places in the list, from 1. */
  byte[] request(CallSite site) {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    for (int at = 0; at < keys.size(); at++) {
      request.write(at == 0 ? '[' : ',');
      request.writeBytes(Envelope.request(site, at + 1, params.apply(keys.get(at))));
    }
    request.write(']');
    return request.toByteArray();
  }

  /**
   * The answers, in the order of the keys.
   *
   * @throws OperatorException if they are no answer to this request as a whole
   */
  List<BulkAnswer<K>> answers(CallSite site, JsonNode body) {
    if (body.isObject() && body.hasNonNull("error")) {
      throw site.rejected(RpcRejection.of(body.path("error"), 200, site.endpoint()));
    }
    if (!body.isArray()) {
      throw site.badAnswer("the answer to a batch is not a list", null);
    }
    Map<Integer, JsonNode> byId = new HashMap<>();
    body.forEach(answer -> byId.put(answer.path("id").asInt(), answer));
    List<BulkAnswer<K>> answers = new ArrayList<>(keys.size());
    for (int at = 0; at < keys.size(); at++) {
      answers.add(answer(site, keys.get(at), byId.get(at + 1)));
    }
    return answers;
  }

  private BulkAnswer<K> answer(CallSite site, K key, @Nullable JsonNode answer) {
    if (answer == null) {
      return BulkAnswer.failed(key, site.badAnswer("the batch has no answer to this call", null));
    }
    JsonNode error = answer.path("error");
    return error.isMissingNode() || error.isNull()
        ? BulkAnswer.of(key, answer.path("result"))
        : BulkAnswer.failed(key, site.rejected(RpcRejection.of(error, 200, site.endpoint())));
  }
}
