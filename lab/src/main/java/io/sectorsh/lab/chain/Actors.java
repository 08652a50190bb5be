package io.sectorsh.lab.chain;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.Network;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.population.SeededBytes;
import io.sectorsh.lab.transport.RpcFault;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The accounts of the miner, and the miner itself. */
public final class Actors {
  /** Actor id of the owner. */
  public static final long OWNER = 100;

  /** Actor id of the worker. */
  public static final long WORKER = 101;

  /** Actor id of the only control address. */
  public static final long CONTROL = 102;

  /** Actor id of the client whose deals are in the sectors. */
  public static final long CLIENT = 200;

  private static final Map<Long, String> BALANCES =
      Map.of(
          OWNER,
          "49999999999003060191022218",
          WORKER,
          "12403060191022218000",
          CONTROL,
          "3903060191022218000",
          CLIENT,
          "250000000000000000000",
          Population.MINER,
          "358175132956410315720907");

  private final Map<Long, Address> keys = new LinkedHashMap<>();
  private final Conditions conditions;

  /**
   * Key addresses follow from the seed.
   *
   * @param conditions may say that an account has less than usual
   */
  public Actors(SeededBytes seeded, Conditions conditions) {
    this.conditions = conditions;
    for (long account : new long[] {OWNER, WORKER, CONTROL, CLIENT}) {
      byte[] bytes =
          ByteBuffer.allocate(49).put((byte) 3).put(seeded.of("key " + account, 48)).array();
      keys.put(account, Address.fromBytes(bytes).on(Network.TESTNET));
    }
  }

  static Address id(long actor) {
    return Address.ofId(actor, Network.TESTNET);
  }

  /** Id address of the lab's miner. */
  public static Address miner() {
    return id(Population.MINER);
  }

  /** The actor id behind an address; empty when there is no such actor. */
  Optional<Long> actor(Address address) {
    if (address.isId()) {
      long actor = address.getActorId();
      return BALANCES.containsKey(actor) ? Optional.of(actor) : Optional.empty();
    }
    return keys.entrySet().stream()
        .filter(entry -> entry.getValue().equals(address))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The key address of an account. */
  Optional<Address> key(long actor) {
    return Optional.ofNullable(keys.get(actor));
  }

  /** AttoFIL of an actor; 0 for one that does not exist. */
  String balance(Address address) {
    return actor(address)
        .map(actor -> conditions.balance(actor).orElse(BALANCES.get(actor)))
        .orElse("0");
  }

  /** The actor id behind the text of an address; -1 when there is no such actor. */
  long actorOf(String address) {
    return actor(Address.parse(address)).orElse(-1L);
  }

  /**
   * Returns if the address is the miner's.
   *
   * @throws RpcFault as lotus words it
   */
  void requireMiner(Address address) {
    long actor =
        actor(address)
            .orElseThrow(() -> RpcFault.application("failed to load miner actor: actor not found"));
    if (actor != Population.MINER) {
      throw RpcFault.application(
          "failed to load miner actor state: actor code is not miner: account");
    }
  }
}
