package io.sectorsh.proofs.explain;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.Commitment;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.OnChainSector;
import io.sectorsh.lotus.SectorFileType;
import io.sectorsh.proofs.explain.FileFacts.SectorFiles;
import io.sectorsh.proofs.picture.Pool;
import io.sectorsh.replica.PersistentAux;
import io.sectorsh.replica.PoStChallenges;
import io.sectorsh.replica.ProofOutcome;
import io.sectorsh.replica.ReplicaCheck;
import io.sectorsh.replica.ReplicaFiles;
import io.sectorsh.replica.ReplicaFinding;
import io.sectorsh.replica.SectorCheck;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.rows.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Looks at the files of the sectors to prove: all of them for what is there and for p_aux, and some
 * at the very nodes that the challenge touches, which is timed.
 */
final class FileReader {
  /** For all sectors of a deadline together. */
  private static final Duration LONGEST = Duration.ofSeconds(3);

  /** How many sectors that nobody suspects are read at the challenged nodes. */
  private static final int SAMPLE = 8;

  private final long miner;
  private final byte[] randomness;
  private final Pool pool;
  private final List<Path> here = new ArrayList<>();
  private final List<Path> gone = new ArrayList<>();

  /** Why not all stores are known; empty if they are. Without them no file counts as missing. */
  private String untold = "";

  /**
   * @param randomness of the window; any when it is not known yet
   */
  FileReader(long miner, byte[] randomness, Pool pool) {
    this.miner = miner;
    this.randomness = randomness.length == 0 ? anyRandomness() : randomness;
    this.pool = pool;
  }

  private static byte[] anyRandomness() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  /**
   * @param sectors what to look at, by number
   * @param suspects whose challenged nodes are read before others'
   */
  Fact<FileFacts> read(
      Rows<Path> stores, Map<Long, OnChainSector> sectors, SectorNumbers suspects) {
    String problem = survey(stores);
    if (here.isEmpty()) {
      return problem.isEmpty() && gone.isEmpty()
          ? Fact.notAsked()
          : Fact.missing(problem.isEmpty() ? "no store of the miner is on this machine" : problem);
    }
    untold = problem;
    Map<Long, SectorFiles> looked = new HashMap<>();
    SectorNumbers deep = suspects.union(sample(List.copyOf(sectors.keySet())));
    look(sectors, deep, false, looked);
    look(sectors, deep, true, looked);
    List<SectorFiles> all = new ArrayList<>();
    sectors.keySet().stream()
        .filter(looked::containsKey)
        .map(looked::get)
        .filter(files -> files.found() || untold.isEmpty())
        .forEach(all::add);
    long unread =
        all.stream()
            .filter(files -> files.isGood() && !files.challenged() && deep.contains(files.number()))
            .count();
    return Fact.of(new FileFacts(gone, here.size(), all, sectors.size(), unread, untold));
  }

  private String survey(Rows<Path> stores) {
    try (RowCursor<Path> cursor = stores.open()) {
      while (cursor.hasNext()) {
        Path store = cursor.next();
        (Files.isDirectory(store) ? here : gone).add(store);
      }
      return "";
    } catch (OperatorException untold) {
      return untold.what() + " (" + untold.where() + ")";
    }
  }

  private static SectorNumbers sample(List<Long> numbers) {
    int step = Math.max(1, numbers.size() / SAMPLE);
    long[] some = new long[(numbers.size() + step - 1) / step];
    for (int i = 0; i < some.length; i++) {
      some[i] = numbers.get(i * step);
    }
    return SectorNumbers.of(some);
  }

  private void look(
      Map<Long, OnChainSector> sectors,
      SectorNumbers deep,
      boolean challenged,
      Map<Long, SectorFiles> looked) {
    List<Callable<SectorFiles>> tasks = new ArrayList<>();
    sectors.forEach(
        (number, sector) -> {
          SectorFiles before = looked.get(number);
          if (!challenged || (deep.contains(number) && before != null && before.isGood())) {
            tasks.add(() -> look(sector, challenged));
          }
        });
    pool.inTime(tasks, LONGEST).forEach(files -> looked.put(files.number(), files));
  }

  private SectorFiles look(OnChainSector sector, boolean challenged) {
    boolean upgraded = sector.isUpgraded();
    SectorFileType sealedType = upgraded ? SectorFileType.UPDATE : SectorFileType.SEALED;
    SectorFileType cacheType = upgraded ? SectorFileType.UPDATE_CACHE : SectorFileType.CACHE;
    Optional<Path> sealed = find(sealedType, sector.number());
    Optional<Path> cache = find(cacheType, sector.number());
    if (sealed.isEmpty()) {
      Optional<Path> old =
          upgraded ? find(SectorFileType.SEALED, sector.number()) : Optional.empty();
      Path expected = beside(cache, old, sealedType, sector.number());
      return new SectorFiles(
          sector.number(),
          expected,
          false,
          old,
          List.of(),
          false,
          false,
          ProofOutcome.SKIPPED,
          Duration.ZERO);
    }
    Path directory = cache.orElseGet(() -> beside(sealed, sealed, cacheType, sector.number()));
    return check(sector, new ReplicaFiles(sealed.get(), directory, bytes(sector)), challenged);
  }

  private static long bytes(OnChainSector sector) {
    return sector.sealProof().sectorSize().bytes();
  }

  private SectorFiles check(OnChainSector sector, ReplicaFiles files, boolean challenged) {
    long[] nodes =
        challenged
            ? PoStChallenges.window(randomness, sector.number(), files.sectorBytes())
            : new long[0];
    SectorCheck check =
        ReplicaCheck.inspect(sector.number(), files, Commitment.ofCid(sector.sealedCid()), nodes);
    List<ReplicaFinding> findings = check.findings();
    return new SectorFiles(
        sector.number(),
        files.sealed(),
        true,
        Optional.empty(),
        findings,
        !findings.isEmpty() && sector.sectorKeyCid().filter(key -> leadsTo(files, key)).isPresent(),
        challenged,
        check.outcome(),
        check.time());
  }

  private static boolean leadsTo(ReplicaFiles files, Cid key) {
    try {
      byte[] aux = Files.readAllBytes(files.cache().resolve(PersistentAux.FILE_NAME));
      return PersistentAux.parse(aux).getCommR().equals(Commitment.ofCid(key));
    } catch (IOException | MalformedValueException unreadable) {
      return false;
    }
  }

  private Optional<Path> find(SectorFileType type, long number) {
    return here.stream()
        .map(store -> store.resolve(type.directory()).resolve(name(number)))
        .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
        .findFirst();
  }

  /**
   * Where a missing file should be: with the sector's other files, else in a store that is gone.
   */
  private Path beside(Optional<Path> one, Optional<Path> other, SectorFileType type, long number) {
    Path store =
        one.or(() -> other)
            .map(path -> path.resolve("../..").normalize())
            .orElseGet(() -> gone.isEmpty() ? here.get(0) : gone.get(0));
    return store.resolve(type.directory()).resolve(name(number));
  }

  private String name(long number) {
    return new SectorId(miner, number).fileName();
  }
}
