package io.sectorsh.proofs.check;

import io.sectorsh.filecoin.Commitment;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.jsonrpc.RpcRejectedException;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.chain.OnChainSector;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.proofs.check.SectorTask.Depth;
import io.sectorsh.proofs.check.StorePlaces.Places;
import io.sectorsh.replica.PoStChallenges;
import io.sectorsh.replica.ReplicaFiles;
import io.sectorsh.replica.ReplicaFinding;
import io.sectorsh.replica.ReplicaFinding.Kind;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Joins what the chain has with where the files are, some hundred sectors at a time: a task for
 * each copy of a sector that lies in several stores, one after the other.
 */
final class SectorTasks implements Iterator<SectorTask> {
  private static final int BATCH = 256;

  private final Iterator<Long> numbers;
  private final LotusNode node;
  private final StorePlaces stores;
  private final LongFunction<byte[]> randomness;
  private final Deque<SectorTask> ready = new ArrayDeque<>();
  private final Map<Long, Integer> copies = new HashMap<>();

  /**
   * @param node at one tipset
   * @param randomness of a sector's challenges
   */
  SectorTasks(
      SectorNumbers numbers, LotusNode node, StorePlaces stores, LongFunction<byte[]> randomness) {
    this.numbers = numbers.iterator();
    this.node = node;
    this.stores = stores;
    this.randomness = randomness;
  }

  @Override
  public boolean hasNext() {
    if (ready.isEmpty() && numbers.hasNext()) {
      List<Long> batch = new ArrayList<>();
      while (batch.size() < BATCH && numbers.hasNext()) {
        batch.add(numbers.next());
      }
      Map<Long, OnChainSector> chain = onChain(batch);
      Map<Long, Places> places = stores.find(batch);
      batch.forEach(number -> add(number, chain.get(number), places.get(number)));
    }
    return !ready.isEmpty();
  }

  @Override
  public SectorTask next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.removeFirst();
  }

  /** The node refuses a whole list for one number that is not on chain. */
  private Map<Long, OnChainSector> onChain(List<Long> batch) {
    Map<Long, OnChainSector> sectors = new HashMap<>();
    SectorNumbers set = SectorNumbers.of(batch.stream().mapToLong(Long::longValue).toArray());
    try {
      node.minerSectors(set).forEach(sector -> sectors.put(sector.number(), sector));
    } catch (RpcRejectedException oneIsMissing) {
      sectors.clear();
      batch.forEach(
          number -> node.sectorInfo(number).ifPresent(sector -> sectors.put(number, sector)));
    }
    return sectors;
  }

  private void add(long number, @Nullable OnChainSector sector, @Nullable Places found) {
    Places places = found == null ? new Places() : found;
    boolean upgraded = sector != null && sector.isUpgraded();
    SectorFileType sealed = upgraded ? SectorFileType.UPDATE : SectorFileType.SEALED;
    SectorFileType cache = upgraded ? SectorFileType.UPDATE_CACHE : SectorFileType.CACHE;
    Set<Path> stores = new LinkedHashSet<>();
    places.store(sealed, places.store(cache, Optional.empty())).ifPresent(stores::add);
    stores.addAll(places.stores(sealed));
    stores.addAll(places.stores(cache));
    if (stores.isEmpty()) {
      ready.add(task(number, sector, places, Optional.empty()));
    } else if (stores.size() > 1) {
      copies.put(number, stores.size());
    }
    stores.forEach(store -> ready.add(task(number, sector, places, Optional.of(store))));
  }

  /** How many copies a sector has of which a task was handed out. */
  int copies(long number) {
    return copies.getOrDefault(number, 1);
  }

  /**
   * @param rather the store whose files are taken; of those that it does not have, another's
   */
  private SectorTask task(
      long number, @Nullable OnChainSector sector, Places places, Optional<Path> rather) {
    boolean upgraded = sector != null && sector.isUpgraded();
    SectorFileType sealed = upgraded ? SectorFileType.UPDATE : SectorFileType.SEALED;
    SectorFileType cache = upgraded ? SectorFileType.UPDATE_CACHE : SectorFileType.CACHE;
    Optional<Path> one = places.store(sealed, rather);
    Optional<Path> other = places.store(cache, rather);
    Path store = one.or(() -> other).orElseGet(stores::likeliest);
    long bytes = sector == null ? 0 : sector.sealProof().sectorSize().bytes();
    ReplicaFiles files =
        new ReplicaFiles(
            stores.path(one.orElse(store), sealed, number),
            stores.path(other.orElse(store), cache, number),
            bytes);
    Optional<ReplicaFinding> known =
        sector == null
            ? Optional.of(notOnChain(files))
            : one.isEmpty() && other.isEmpty()
                ? Optional.of(nowhere(files, places, upgraded))
                : Optional.empty();
    return new SectorTask(
        number,
        stores.device(store),
        files,
        Optional.ofNullable(sector).map(chain -> Commitment.ofCid(chain.sealedCid())),
        Depth.CHALLENGES,
        known.isPresent()
            ? new long[0]
            : PoStChallenges.window(randomness.apply(number), number, bytes),
        known);
  }

  private static ReplicaFinding notOnChain(ReplicaFiles files) {
    String text = "the chain has no such sector: there is nothing to compare its files with";
    return new ReplicaFinding(Kind.NOT_ON_CHAIN, files.sealed(), 0, 0, text);
  }

  private ReplicaFinding nowhere(ReplicaFiles files, Places places, boolean upgraded) {
    boolean old = upgraded && places.store(SectorFileType.SEALED, Optional.empty()).isPresent();
    String text =
        "in no store"
            + (old ? ", only the files from before the upgrade are" : "")
            + (stores.doubts().isEmpty() ? "" : "; " + stores.doubts());
    return new ReplicaFinding(Kind.MISSING, files.sealed(), 0, 0, text);
  }
}
