package io.sectorsh.jsonrpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.sectorsh.errors.OperatorException;
import java.util.Optional;

/**
 * What one call of a bulk read came to.
 *
 * @param key what it was about
 * @param result JSON's null if it failed or answers nothing
 * @param failure why it failed; empty if it did not
 */
public record BulkAnswer<K>(K key, JsonNode result, Optional<OperatorException> failure) {
  static <K> BulkAnswer<K> of(K key, JsonNode result) {
    return new BulkAnswer<>(key, result, Optional.empty());
  }

  static <K> BulkAnswer<K> failed(K key, OperatorException failure) {
    return new BulkAnswer<>(key, NullNode.getInstance(), Optional.of(failure));
  }
}
