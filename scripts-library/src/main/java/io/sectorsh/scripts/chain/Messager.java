package io.sectorsh.scripts.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.jsonrpc.JsonRpcClient;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcRejectedException;
import io.sectorsh.jsonrpc.RpcService;
import java.util.Optional;

/** A sophon-messager (before: venus-messager), which sends damocles' messages. */
public final class Messager implements MessageLookup {
  private final JsonRpcClient client;

  /**
   * @param api {@code TOKEN:ADDRESS} or {@code ADDRESS}
   */
  public Messager(String api) {
    this.client = new JsonRpcClient(RpcEndpoint.parse(api, RpcService.MESSAGER));
  }

  /** Message.GetMessageByUid: SignedCid is the chain's, and undefined before it was signed. */
  @Override
  public Optional<Cid> onChain(String id) {
    try {
      JsonNode message = client.read("GetMessageByUid", id);
      return Members.of(message, "GetMessageByUid")
          .optional("SignedCid", Cid.class)
          .filter(Messages::isOnChain);
    } catch (RpcRejectedException rejected) {
      String words = rejected.getRejection().message();
      if (words.contains("not found") && !rejected.getRejection().isUnknownMethod()) {
        return Optional.empty();
      }
      throw rejected;
    }
  }
}
