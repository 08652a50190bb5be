package io.sectorsh.jsonrpc;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.sectorsh.errors.OperatorException;
import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * The envelope of one answer, read as its bytes arrive.
 *
 * <p>The HTTP status says little: both lotus and damocles put a JSON error into 200 and 500 answers
 * alike, and damocles leaves the result out where a method returns nothing.
 */
final class Answer implements AutoCloseable {
  private final CallSite site;
  private final int status;
  private final AnswerInput body;
  private final JsonParser json;
  private boolean recognized;

  Answer(Exchange exchange, int status, long limit) {
    this.site = exchange.site();
    this.status = status;
    this.body = new AnswerInput(exchange, limit);
    try {
      refuseByStatus(site, status);
      refuseEmpty();
      this.json = Json.MAPPER.createParser(body);
      beginObject();
    } catch (IOException failure) {
      body.close();
      throw malformed(failure);
    } catch (RuntimeException failure) {
      body.close();
      throw failure;
    }
  }

  static void refuseByStatus(CallSite site, int status) {
    if (status == 401 || status == 403) {
      throw site.notAuthorized(status);
    }
    if (status == 404) {
      throw site.badAnswer("there is no API at this path (HTTP 404)", null);
    }
  }

  private void refuseEmpty() {
    if (body.isEmpty()) {
      throw unusable("an empty answer (HTTP " + status + ")");
    }
  }

  private void beginObject() throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw unusable("the answer is not one of JSON-RPC (HTTP " + status + ")");
    }
  }

  /** A whole body that is no envelope but a list of them. */
  static JsonNode body(Exchange exchange, int status, long limit) {
    CallSite site = exchange.site();
    try (AnswerInput body = new AnswerInput(exchange, limit)) {
      refuseByStatus(site, status);
      if (status == 502 || status == 503 || status == 504) {
        throw site.unreachable("a gateway in between answers HTTP " + status, null);
      }
      return Json.MAPPER.readTree(body);
    } catch (JsonEOFException cut) {
      throw site.cutOff("the answer ends in the middle", cut);
    } catch (IOException malformed) {
      // Without the cause: its text repeats what was read, which may be the token.
      throw site.badAnswer("the answer is not JSON (HTTP " + status + ")", null);
    }
  }

  /** The whole result; JSON's null if there is none. */
  JsonNode result() {
    try {
      JsonNode result = NullNode.getInstance();
      while (toMember()) {
        boolean wanted = json.currentName().equals("result");
        json.nextToken();
        if (wanted) {
          result = json.readValueAsTree();
        } else {
          json.skipChildren();
        }
      }
      return result;
    } catch (IOException failure) {
      throw malformed(failure);
    }
  }

  /**
   * Goes to the first element of a result that is a list; false if the result is null or absent.
   */
  boolean beginList() {
    try {
      while (toMember()) {
        boolean wanted = json.currentName().equals("result");
        JsonToken token = json.nextToken();
        if (wanted && token == JsonToken.START_ARRAY) {
          return true;
        }
        if (wanted && token != JsonToken.VALUE_NULL) {
          throw site.badAnswer("the result is not a list", null);
        }
        json.skipChildren();
      }
      return false;
    } catch (IOException failure) {
      throw malformed(failure);
    }
  }

  /** Goes to the next element; false behind the last, after the rest of the envelope was read. */
  boolean nextElement() {
    try {
      body.countAgain();
      if (json.nextToken() != JsonToken.END_ARRAY) {
        return true;
      }
      while (toMember()) {
        json.nextToken();
        json.skipChildren();
      }
      return false;
    } catch (IOException failure) {
      throw malformed(failure);
    }
  }

  /** The element gone to. */
  JsonNode element() {
    try {
      return json.readValueAsTree();
    } catch (IOException failure) {
      throw malformed(failure);
    }
  }

  /** The next member of the envelope, its name being current; throws if it is an error. */
  private boolean toMember() throws IOException {
    if (json.nextToken() == JsonToken.END_OBJECT) {
      if (!recognized) {
        throw unusable("the answer is not one of JSON-RPC (HTTP " + status + ")");
      }
      drain();
      return false;
    }
    String name = json.currentName();
    recognized |= name.equals("jsonrpc") || name.equals("id") || name.equals("result");
    if (name.equals("error") && json.nextToken() != JsonToken.VALUE_NULL) {
      JsonNode error = json.readValueAsTree();
      drain();
      throw site.rejected(RpcRejection.of(error, status, site.endpoint()));
    }
    return true;
  }

  /** Reads what little follows, so that the connection can be used again. */
  private void drain() {
    byte[] rest = new byte[256];
    LongSupplier step = () -> body.read(rest, 0, rest.length);
    for (int steps = 0; steps < 16 && step.getAsLong() >= 0; steps++) {}
  }

  private OperatorException malformed(IOException failure) {
    if (failure instanceof JsonEOFException) {
      return site.cutOff("the answer ends in the middle", failure);
    }
    if (failure instanceof StreamConstraintsException) {
      return site.badAnswer("the answer holds a value that is too long or too deep", failure);
    }
    if (failure instanceof JsonParseException) {
      // Without the cause: its text repeats what was read, which may be the token.
      return unusable("the answer is not JSON (HTTP " + status + ")");
    }
    return site.cutOff("the answer cannot be read", failure);
  }

  private OperatorException unusable(String what) {
    return status == 502 || status == 503 || status == 504
        ? site.unreachable("a gateway in between answers HTTP " + status, null)
        : site.badAnswer(what, null);
  }

  @Override
  public void close() {
    body.close();
  }
}
