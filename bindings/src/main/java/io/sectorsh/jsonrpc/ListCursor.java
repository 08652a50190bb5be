package io.sectorsh.jsonrpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.rows.RowCursor;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** One pass over a result that is a list, each element made when it is asked for. */
final class ListCursor<T> implements RowCursor<T> {
  private final Answer answer;
  private final Function<? super JsonNode, ? extends T> decode;
  private boolean ready;
  private boolean ended;

  ListCursor(Answer answer, Function<? super JsonNode, ? extends T> decode) {
    this.answer = answer;
    this.decode = decode;
    this.ended = !answer.beginList();
  }

  @Override
  public boolean hasNext() {
    if (!ready && !ended) {
      ready = answer.nextElement();
      ended = !ready;
    }
    return ready;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ready = false;
    return decode.apply(answer.element());
  }

  @Override
  public void close() {
    answer.close();
    ended = true;
    ready = false;
  }
}
