package io.sectorsh.lotus.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.jsonrpc.JsonRpcClient;
import io.sectorsh.jsonrpc.JsonRpcSocket;
import io.sectorsh.jsonrpc.Reconnection;
import io.sectorsh.jsonrpc.Subscription;
import io.sectorsh.rows.RowCursor;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** One pass over the changes of a chain's head; it listens anew when the connection breaks. */
final class HeadChanges implements RowCursor<HeadChange> {
  private final JsonRpcClient client;
  private final Reconnection reconnection = new Reconnection();
  private final Queue<HeadChange> ready = new ArrayDeque<>();
  private volatile boolean closed;
  private @Nullable JsonRpcSocket socket;
  private @Nullable Subscription subscription;

  HeadChanges(JsonRpcClient client) {
    this.client = client;
    listen();
  }

  private void listen() {
    JsonRpcSocket opened = client.socket();
    socket = opened;
    try {
      subscription = opened.subscribe("ChainNotify");
    } catch (RuntimeException failure) {
      opened.close();
      throw failure;
    }
  }

  /** Waits for the next change; false when it was closed. */
  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !closed) {
      try {
        fill();
      } catch (OperatorException failure) {
        again(failure);
      }
    }
    return !ready.isEmpty();
  }

  private void fill() {
    Subscription listening = subscription;
    if (listening == null) {
      listen();
    } else if (listening.hasNext()) {
      for (JsonNode change : listening.next()) {
        ready.add(HeadChange.of(change));
      }
      reconnection.succeeded();
    } else {
      // The node ends the channel when it stops.
      hangUp();
    }
  }

  private void again(OperatorException failure) {
    boolean gone =
        failure.code() == ErrorCode.INTERRUPTED_ANSWER || failure.code() == ErrorCode.UNREACHABLE;
    hangUp();
    if (!gone || closed) {
      throw failure;
    }
    reconnection.failed(failure);
  }

  private void hangUp() {
    JsonRpcSocket open = socket;
    socket = null;
    subscription = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public HeadChange next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  @Override
  public void close() {
    closed = true;
    hangUp();
  }
}
