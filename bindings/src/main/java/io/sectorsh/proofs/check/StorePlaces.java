package io.sectorsh.proofs.check;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.rows.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds sector files in the stores that are on this machine. A store that does not answer is left
 * out from then on.
 */
public final class StorePlaces implements AutoCloseable {
  private static final List<SectorFileType> KINDS =
      List.of(
          SectorFileType.SEALED,
          SectorFileType.CACHE,
          SectorFileType.UPDATE,
          SectorFileType.UPDATE_CACHE);

  private final ExecutorService threads = Threads.daemons("stores");
  private final long miner;
  private final Duration limit;
  private final Map<Path, Object> here = new LinkedHashMap<>();
  private final List<Path> gone = new ArrayList<>();
  private final List<Path> silent = new ArrayList<>();
  private String untold = "";

  /** Where the files of one sector are. */
  public static final class Places {
    private final Map<SectorFileType, List<Path>> stores = new EnumMap<>(SectorFileType.class);

    /** All stores that have the kind. */
    List<Path> stores(SectorFileType kind) {
      return stores.getOrDefault(kind, List.of());
    }

    /** A store that has the kind, the one that is asked for if it does. */
    public Optional<Path> store(SectorFileType kind, Optional<Path> rather) {
      List<Path> all = stores(kind);
      return rather.filter(all::contains).or(() -> all.stream().findFirst());
    }
  }

  /**
   * Looks which of the stores are there.
   *
   * @param limit how long one store is waited for
   * @throws OperatorException when no store of the miner is known
   */
  public StorePlaces(Rows<Path> stores, long miner, Duration limit) {
    this.miner = miner;
    this.limit = limit;
    Map<Path, Future<Optional<Object>>> asked = new LinkedHashMap<>();
    try (RowCursor<Path> cursor = stores.open()) {
      while (cursor.hasNext()) {
        Path store = cursor.next();
        asked.put(store, threads.submit(() -> look(store)));
      }
    } catch (OperatorException failed) {
      if (asked.isEmpty()) {
        throw failed;
      }
      untold = failed.what() + " (" + failed.where() + ")";
    }
    if (asked.isEmpty()) {
      throw new OperatorException(
          ErrorCode.NOT_CONFIGURED,
          "neither lotus nor damocles names a store",
          "stores.all",
          "proofs.checkFiles(sealed: ..., cache: ...) takes any files.");
    }
    asked.forEach(this::sort);
  }

  private static Optional<Object> look(Path store) throws IOException {
    return Files.isDirectory(store)
        ? Optional.of(Files.getFileStore(store).name() + " " + Files.getFileStore(store).type())
        : Optional.empty();
  }

  private void sort(Path store, Future<Optional<Object>> device) {
    answer(store, device)
        .ifPresent(
            found -> found.ifPresentOrElse(name -> here.put(store, name), () -> gone.add(store)));
  }

  /** Empty when the store does not answer in time. */
  private <T> Optional<T> answer(Path store, Future<T> question) {
    try {
      return Optional.of(question.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException noAnswer) {
      silent.add(store);
      return Optional.empty();
    } catch (InterruptedException stop) {
      close();
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped");
    }
  }

  /** Where the files of each of these sectors are; an entry for every one. */
  public Map<Long, Places> find(List<Long> numbers) {
    Map<Path, Future<Map<Long, List<SectorFileType>>>> asked = new LinkedHashMap<>();
    here.keySet().forEach(store -> asked.put(store, threads.submit(() -> look(store, numbers))));
    Map<Long, Places> places = new HashMap<>();
    numbers.forEach(number -> places.put(number, new Places()));
    asked.forEach(
        (store, question) ->
            answer(store, question)
                .ifPresentOrElse(
                    found -> found.forEach((number, kinds) -> add(places, number, store, kinds)),
                    () -> here.remove(store)));
    return places;
  }

  private static void add(
      Map<Long, Places> places, long number, Path store, List<SectorFileType> kinds) {
    Places one = places.computeIfAbsent(number, none -> new Places());
    kinds.forEach(kind -> one.stores.computeIfAbsent(kind, none -> new ArrayList<>()).add(store));
  }

  private Map<Long, List<SectorFileType>> look(Path store, List<Long> numbers) {
    Map<Long, List<SectorFileType>> found = new HashMap<>();
    for (SectorFileType kind : KINDS) {
      new StoreDirectory(store.resolve(kind.directory()), miner)
          .among(numbers)
          .forEach(number -> found.computeIfAbsent(number, none -> new ArrayList<>()).add(kind));
    }
    return found;
  }

  /** Where a store has a file of a sector, or would have it. */
  public Path path(Path store, SectorFileType kind, long number) {
    return store.resolve(kind.directory()).resolve(new SectorId(miner, number).fileName());
  }

  /** What tells its disk from others. */
  public Object device(Path store) {
    return Optional.ofNullable(here.get(store)).orElse("no disk");
  }

  /** Where a file that is nowhere would be: in a store that is not there, else in the first. */
  public Path likeliest() {
    return gone.stream()
        .findFirst()
        .or(() -> silent.stream().findFirst())
        .orElseGet(() -> here.keySet().iterator().next());
  }

  /** How many stores are there and answer. */
  public int here() {
    return here.size();
  }

  /** Stores without a directory here. */
  public List<Path> gone() {
    return List.copyOf(gone);
  }

  /** Stores that did not answer in time. */
  public List<Path> silent() {
    return List.copyOf(silent);
  }

  /** Why not all stores are known; empty if they are. */
  public String untold() {
    return untold;
  }

  /** Why a file may be somewhere all the same; empty if all stores were looked at. */
  String doubts() {
    List<String> doubts = new ArrayList<>();
    gone.forEach(store -> doubts.add("the store " + store + " is not there"));
    silent.forEach(store -> doubts.add("the store " + store + " does not answer"));
    if (!untold.isEmpty()) {
      doubts.add("not all stores are known: " + untold);
    }
    return String.join("; ", doubts);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
