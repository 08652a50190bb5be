package io.sectorsh.lab.chain;

import io.sectorsh.filecoin.SectorNumbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What is not as usual on the chain. Filled before anything asks; after that only declarations come
 * in, so that it is safe for use by several threads then.
 */
public final class Conditions {
  private static final long USUAL_BASE_FEE = 100;
  private static final long USUAL_NONCE = 4711;

  private final Map<Long, List<ChainMessage>> windows = new HashMap<>();
  private final List<ChainMessage> others = new ArrayList<>();
  private final List<ChainMessage> pending = new ArrayList<>();
  private final Map<Long, String> balances = new HashMap<>();
  private final Map<Long, Fault> faults = new ConcurrentHashMap<>();
  private final List<ChainMessage> declarations = new CopyOnWriteArrayList<>();
  private long baseFee = USUAL_BASE_FEE;

  /**
   * Since when a sector is faulty.
   *
   * @param from the epoch
   * @param recovering from when on it is declared recovered
   */
  public record Fault(long from, long recovering) {
    /** One that nobody has declared recovered. */
    public static Fault from(long epoch) {
      return new Fault(epoch, Long.MAX_VALUE);
    }
  }

  /** The proofs of the window that opens at the epoch are these and no others. */
  public void window(long open, List<ChainMessage> posts) {
    windows.put(open, List.copyOf(posts));
  }

  /** One more message landed. */
  public void landed(ChainMessage message) {
    others.add(message);
  }

  /** One more message waits. */
  public void pending(ChainMessage message) {
    pending.add(message);
  }

  /** What an account has, in attoFIL. */
  public void balance(long actor, String atto) {
    balances.put(actor, atto);
  }

  /** A sector is faulty. */
  public void fault(long sector, Fault fault) {
    faults.put(sector, fault);
  }

  /** A message that declares sectors recovered is sent; it waits until its epoch. */
  void declare(ChainMessage message, SectorNumbers sectors) {
    declarations.add(message);
    long from = message.landed().height();
    sectors.forEach(
        sector ->
            faults.merge(sector, new Fault(0, from), (old, any) -> new Fault(old.from(), from)));
  }

  List<ChainMessage> declarations() {
    return declarations;
  }

  /** The base fee in attoFIL. */
  public void baseFee(long atto) {
    baseFee = atto;
  }

  Optional<List<ChainMessage>> window(long open) {
    return Optional.ofNullable(windows.get(open));
  }

  List<ChainMessage> allOfWindows() {
    return windows.values().stream().flatMap(List::stream).toList();
  }

  List<ChainMessage> others() {
    return others;
  }

  List<ChainMessage> pending() {
    return pending;
  }

  Optional<String> balance(long actor) {
    return Optional.ofNullable(balances.get(actor));
  }

  Optional<Fault> fault(long sector) {
    return Optional.ofNullable(faults.get(sector));
  }

  long baseFee() {
    return baseFee;
  }

  /** The next nonce that the chain takes of any account. */
  public static long nonce() {
    return USUAL_NONCE;
  }
}
