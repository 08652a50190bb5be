package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.TokenAmount;

/**
 * An address that may send proofs.
 *
 * @param role what it is to the miner: control, worker or owner
 * @param id its id address
 * @param key its key address; the id again when it has none
 * @param balance what it has
 * @param nonce of the next message that the chain takes from it
 */
record SenderFacts(String role, Address id, Address key, TokenAmount balance, long nonce) {
  /** Whether the address is this one. */
  boolean is(Address address) {
    return address.equals(id) || address.equals(key);
  }
}
