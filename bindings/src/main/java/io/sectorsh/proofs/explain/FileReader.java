package io.sectorsh.proofs.explain;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.Commitment;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.chain.OnChainSector;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.proofs.check.CheckRun;
import io.sectorsh.proofs.check.SectorTask;
import io.sectorsh.proofs.check.SectorTask.Depth;
import io.sectorsh.proofs.check.StorePlaces;
import io.sectorsh.proofs.check.StorePlaces.Places;
import io.sectorsh.proofs.explain.FileFacts.SectorFiles;
import io.sectorsh.replica.FastHashes;
import io.sectorsh.replica.GroupHash;
import io.sectorsh.replica.PersistentAux;
import io.sectorsh.replica.PoStChallenges;
import io.sectorsh.replica.ReplicaFiles;
import io.sectorsh.replica.ReplicaFinding.Kind;
import io.sectorsh.replica.SectorCheck;
import io.sectorsh.rows.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Looks at the files of the sectors to prove, the cheapest first: p_aux of all, which spoils whole
 * partitions unnoticed; some at the very nodes that the challenge touches, which is timed; whether
 * all other files are there and whole; and where nothing was found, more challenged nodes.
 */
final class FileReader {
  /** A store, or one read, that takes longer counts as one that does not answer. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(2);

  private static final Duration LONGEST_AUX = Duration.ofMillis(2_500);
  private static final Duration LONGEST_CHALLENGES = Duration.ofMillis(1_500);
  private static final Duration LONGEST_FILES = Duration.ofMillis(1_500);

  /** A slow disk is waited for, to learn its pace: one read for so long. */
  private static final Duration LONGEST_SLOW = Duration.ofMillis(4_500);

  /** And for so much longer, until it has given a few sectors. */
  private static final Duration GRACE = Duration.ofMillis(3_500);

  /** How many sectors that nobody suspects are read at the challenged nodes. */
  private static final int SAMPLE = 8;

  private final long miner;
  private final byte[] randomness;
  private final Map<Long, OnChainSector> sectors;
  private final Map<Long, SectorTask> tasks = new TreeMap<>();
  private final Map<Long, SectorFiles> looked = new TreeMap<>();

  /**
   * @param randomness of the window; any when it is not known yet
   * @param sectors what to look at, by number
   */
  FileReader(long miner, byte[] randomness, Map<Long, OnChainSector> sectors) {
    this.miner = miner;
    this.randomness = randomness.length == 0 ? anyRandomness() : randomness;
    this.sectors = sectors;
  }

  private static byte[] anyRandomness() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  /**
   * @param suspects whose challenged nodes are read
   * @param unproven of which some may be to blame: read as well when nothing else is found
   */
  Fact<FileFacts> read(Rows<Path> stores, SectorNumbers suspects, SectorNumbers unproven) {
    try (StorePlaces places = new StorePlaces(stores, miner, LONGEST_ANSWER)) {
      return places.here() > 0
          ? Fact.of(read(places, suspects, unproven))
          : Fact.missing("no store of the miner is on this machine");
    } catch (OperatorException none) {
      return none.code() == ErrorCode.NOT_CONFIGURED
          ? Fact.notAsked()
          : Fact.missing(none.what() + " (" + none.where() + ")");
    }
  }

  private FileFacts read(StorePlaces places, SectorNumbers suspects, SectorNumbers unproven) {
    List<Long> numbers = List.copyOf(sectors.keySet());
    Map<Long, Places> found = places.find(numbers);
    numbers.forEach(number -> locate(places, found.getOrDefault(number, new Places()), number));
    SectorNumbers some = suspects.union(sample(numbers));
    look(Depth.AUX, task -> true, LONGEST_AUX);
    ReadTimes times = time(some);
    Set<Object> late = times.late();
    look(Depth.FILES, task -> isOther(task, some, late), LONGEST_FILES);
    boolean unexplained = late.isEmpty() && looked.values().stream().allMatch(SectorFiles::isGood);
    SectorNumbers deep = unexplained ? some.union(unproven) : some;
    SectorNumbers rest = deep.subtract(some);
    look(Depth.CHALLENGES, task -> rest.contains(task.number()), LONGEST_CHALLENGES);
    List<SectorFiles> all =
        looked.values().stream()
            .filter(files -> files.found() || places.untold().isEmpty())
            .toList();
    return new FileFacts(
        places.gone(),
        places.silent(),
        places.here(),
        all,
        sectors.size(),
        all.stream()
            .filter(SectorFiles::isGood)
            .filter(files -> files.depth() == Depth.AUX)
            .count(),
        all.stream().filter(SectorFiles::isGood).filter(files -> isUnread(files, deep)).count(),
        times.paces(),
        places.untold());
  }

  /** Reads the challenged nodes of some, and takes the time. */
  private ReadTimes time(SectorNumbers some) {
    ReadTimes times = new ReadTimes();
    for (SectorTask task : tasks.values()) {
      times.located(task, some.contains(task.number()) && isGood(task.number()));
    }
    Stream<SectorTask> wanted = wanted(Depth.CHALLENGES, task -> some.contains(task.number()));
    GroupHash hash = FastHashes.small().shared();
    try (CheckRun run =
        new CheckRun(wanted.iterator(), hash, LONGEST_SLOW, LONGEST_CHALLENGES, GRACE)) {
      while (!times.areTold(LONGEST_CHALLENGES) && run.hasNext()) {
        times.done(look(run, Depth.CHALLENGES));
      }
    }
    return times;
  }

  /** Who reads on from a disk that is late already would only wait. */
  private static boolean isOther(SectorTask task, SectorNumbers some, Set<Object> late) {
    return !some.contains(task.number()) && !late.contains(task.device());
  }

  private static boolean isUnread(SectorFiles files, SectorNumbers deep) {
    return deep.contains(files.number()) && !files.challenged();
  }

  private static SectorNumbers sample(List<Long> numbers) {
    int step = Math.max(1, numbers.size() / SAMPLE);
    long[] some = new long[(numbers.size() + step - 1) / step];
    for (int i = 0; i < some.length; i++) {
      some[i] = numbers.get(i * step);
    }
    return SectorNumbers.of(some);
  }

  /** What is nowhere needs no look. */
  private void locate(StorePlaces places, Places found, long number) {
    OnChainSector sector = sector(number);
    boolean upgraded = sector.isUpgraded();
    SectorFileType sealedType = upgraded ? SectorFileType.UPDATE : SectorFileType.SEALED;
    SectorFileType cacheType = upgraded ? SectorFileType.UPDATE_CACHE : SectorFileType.CACHE;
    Optional<Path> sealed = found.store(sealedType, Optional.empty());
    Optional<Path> cache = found.store(cacheType, sealed);
    Optional<Path> old = found.store(SectorFileType.SEALED, cache).filter(any -> upgraded);
    Path store = sealed.or(() -> cache).or(() -> old).orElseGet(places::likeliest);
    Path file = places.path(store, sealedType, number);
    if (sealed.isEmpty()) {
      Optional<Path> oldFile = old.map(any -> places.path(any, SectorFileType.SEALED, number));
      looked.put(number, SectorFiles.missing(number, file, oldFile));
      return;
    }
    long bytes = sector.sealProof().sectorSize().bytes();
    Path directory = places.path(cache.orElse(store), cacheType, number);
    tasks.put(
        number,
        new SectorTask(
            number,
            places.device(store),
            new ReplicaFiles(file, directory, bytes),
            Optional.of(Commitment.ofCid(sector.sealedCid())),
            Depth.AUX,
            PoStChallenges.window(randomness, number, bytes),
            Optional.empty()));
  }

  private OnChainSector sector(long number) {
    return Optional.ofNullable(sectors.get(number)).orElseThrow();
  }

  private void look(Depth depth, Predicate<SectorTask> which, Duration longest) {
    GroupHash hash = FastHashes.small().shared();
    try (CheckRun run =
        new CheckRun(
            wanted(depth, which).iterator(), hash, LONGEST_ANSWER, longest, Duration.ZERO)) {
      while (run.hasNext()) {
        look(run, depth);
      }
    }
  }

  private SectorCheck look(CheckRun run, Depth depth) {
    SectorCheck check = run.next();
    looked.put(check.number(), files(check, depth));
    return check;
  }

  /** Those in which nothing was found so far. */
  private Stream<SectorTask> wanted(Depth depth, Predicate<SectorTask> which) {
    return List.copyOf(tasks.values()).stream()
        .filter(which)
        .filter(task -> depth == Depth.AUX || isGood(task.number()))
        .map(task -> task.at(depth));
  }

  private boolean isGood(long number) {
    return Optional.ofNullable(looked.get(number)).filter(SectorFiles::isGood).isPresent();
  }

  private SectorFiles files(SectorCheck check, Depth depth) {
    boolean otherIsKey =
        check.findings().stream().anyMatch(one -> one.kind() == Kind.OTHER_REPLICA)
            && sector(check.number())
                .sectorKeyCid()
                .filter(key -> leadsTo(check.files(), key))
                .isPresent();
    return new SectorFiles(
        check.number(),
        check.files().sealed(),
        true,
        Optional.empty(),
        check.findings(),
        otherIsKey,
        depth,
        check.outcome());
  }

  private static boolean leadsTo(ReplicaFiles files, Cid key) {
    try {
      byte[] aux = Files.readAllBytes(files.cache().resolve(PersistentAux.FILE_NAME));
      return PersistentAux.parse(aux).getCommR().equals(Commitment.ofCid(key));
    } catch (IOException | MalformedValueException unreadable) {
      return false;
    }
  }
}
