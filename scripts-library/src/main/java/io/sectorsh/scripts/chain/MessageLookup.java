package io.sectorsh.scripts.chain;

import io.sectorsh.filecoin.Cid;
import java.util.Optional;
import java.util.Set;

/** Finds the chain message behind an id that a message pool gave it. */
@FunctionalInterface
public interface MessageLookup {
  /** No message pool at hand. */
  MessageLookup NONE = id -> Optional.empty();

  /**
   * The chain's CID of the message; empty if the pool does not know it, or it never got to the
   * chain.
   *
   * @param id as damocles keeps it: a CID of another kind, also with {@code -} and a count
   */
  Optional<Cid> onChain(String id);

  /**
   * Says which ids will be asked for next, so that they are looked up together.
   *
   * @param ids in place of those of the last time
   */
  default void expect(Set<String> ids) {}

  /** Why it could not be asked, if something came in between; empty if all went well. */
  default Optional<String> trouble() {
    return Optional.empty();
  }
}
