package io.sectorsh.lotus.chain;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.jsonrpc.Base64Bytes;
import io.sectorsh.lotus.calls.GuardedClient;
import io.sectorsh.lotus.calls.Json;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The chain's randomness: 32 bytes each, drawn for a purpose at an epoch. Immutable; failures are
 * those of {@link io.sectorsh.jsonrpc.JsonRpcClient}; an epoch ahead of the tipset is REJECTED.
 */
public final class ChainRandomness {
  /** For the election of those who may make a block. */
  public static final int WINNING_POST = 3;

  /** For the sectors that a windowPoSt is about. */
  public static final int WINDOW_POST = 4;

  /** For the ticket with which a seal begins. */
  public static final int SEAL = 5;

  /** For the seed with which a seal is proven. */
  public static final int INTERACTIVE_SEAL = 6;

  /** For the tipset to which a windowPoSt commits; drawn from tickets. */
  public static final int POST_CHAIN_COMMIT = 9;

  private final GuardedClient client;
  private final Supplier<Address> miner;
  private final List<Cid> tipset;

  ChainRandomness(GuardedClient client, Supplier<Address> miner, List<Cid> tipset) {
    this.client = client;
    this.miner = miner;
    this.tipset = tipset;
  }

  /**
   * From the beacon, for the miner.
   *
   * @param purpose such as {@link #WINDOW_POST}
   */
  public Base64Bytes fromBeacon(int purpose, ChainEpoch epoch) {
    return fromBeacon(purpose, epoch, entropy(miner.get()));
  }

  /** From the beacon, with the given entropy. */
  public Base64Bytes fromBeacon(int purpose, ChainEpoch epoch, Optional<byte[]> entropy) {
    return drawn("StateGetRandomnessFromBeacon", purpose, epoch, entropy);
  }

  /**
   * From the tickets of the chain, for the miner.
   *
   * @param purpose such as {@link #SEAL}
   */
  public Base64Bytes fromTickets(int purpose, ChainEpoch epoch) {
    return fromTickets(purpose, epoch, entropy(miner.get()));
  }

  /** From the tickets of the chain, with the given entropy. */
  public Base64Bytes fromTickets(int purpose, ChainEpoch epoch, Optional<byte[]> entropy) {
    return drawn("StateGetRandomnessFromTickets", purpose, epoch, entropy);
  }

  /** The beacon's entry of an epoch. */
  public Base64Bytes beaconEntry(ChainEpoch epoch) {
    return Json.value(
        client.call("StateGetBeaconEntry", epoch).path("Data"),
        "StateGetBeaconEntry.Data",
        Base64Bytes.class);
  }

  /** What lotus draws a miner's randomness with: the miner's address in CBOR. */
  static Optional<byte[]> entropy(Address miner) {
    byte[] address = miner.toBytes();
    byte[] cbor = new byte[address.length + 1];
    cbor[0] = (byte) (0x40 | address.length);
    System.arraycopy(address, 0, cbor, 1, address.length);
    return Optional.of(cbor);
  }

  private Base64Bytes drawn(
      String method, int purpose, ChainEpoch epoch, Optional<byte[]> entropy) {
    @Nullable String text = entropy.map(Base64.getEncoder()::encodeToString).orElse(null);
    return Json.value(client.call(method, purpose, epoch, text, tipset), method, Base64Bytes.class);
  }
}
