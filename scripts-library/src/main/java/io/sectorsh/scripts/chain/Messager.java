package io.sectorsh.scripts.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.jsonrpc.BulkAnswer;
import io.sectorsh.jsonrpc.BulkLimits;
import io.sectorsh.jsonrpc.JsonRpcClient;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcRejectedException;
import io.sectorsh.jsonrpc.RpcService;
import io.sectorsh.rows.RowCursor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A sophon-messager (before: venus-messager), which sends damocles' messages. */
public final class Messager implements MessageLookup {
  private static final String METHOD = "GetMessageByUid";

  private final JsonRpcClient client;
  private final Map<String, Optional<Cid>> expected = new HashMap<>();

  /**
   * @param api {@code TOKEN:ADDRESS} or {@code ADDRESS}
   */
  public Messager(String api) {
    this.client = new JsonRpcClient(RpcEndpoint.parse(api, RpcService.MESSAGER));
  }

  /** Several requests at a time; one that takes no batch is asked for each by itself. */
  @Override
  public synchronized void expect(Set<String> ids) {
    expected.clear();
    try (RowCursor<BulkAnswer<String>> answers =
        client
            .<String>bulk(METHOD, ids::iterator, id -> new Object[] {id}, BulkLimits.DEFAULT)
            .get()) {
      while (answers.hasNext()) {
        BulkAnswer<String> answer = answers.next();
        if (answer.failure().isEmpty()) {
          expected.put(answer.key(), signed(answer.result()));
        } else if (isUnknown(answer.failure().get())) {
          expected.put(answer.key(), Optional.empty());
        }
      }
    }
  }

  @Override
  public synchronized Optional<Cid> onChain(String id) {
    Optional<Cid> known = expected.get(id);
    return known == null ? ask(id) : known;
  }

  private Optional<Cid> ask(String id) {
    try {
      return signed(client.read(METHOD, id));
    } catch (RpcRejectedException rejected) {
      if (isUnknown(rejected)) {
        return Optional.empty();
      }
      throw rejected;
    }
  }

  /** SignedCid is the chain's, and undefined before it was signed. */
  private static Optional<Cid> signed(JsonNode message) {
    return Members.of(message, METHOD).optional("SignedCid", Cid.class).filter(Messages::isOnChain);
  }

  private static boolean isUnknown(OperatorException failure) {
    return failure instanceof RpcRejectedException rejected
        && rejected.getRejection().message().contains("not found")
        && !rejected.getRejection().isUnknownMethod();
  }
}
