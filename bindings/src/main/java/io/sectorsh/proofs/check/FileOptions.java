package io.sectorsh.proofs.check;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Commitment;
import io.sectorsh.replica.PoStChallenges;
import io.sectorsh.replica.ReplicaCheck;
import io.sectorsh.replica.ReplicaFiles;
import io.sectorsh.replica.SectorCheck;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Files that are checked without asking any system, as a script names them. */
public final class FileOptions {
  private static final Set<String> NEEDED = Set.of("sealed", "cache", "commR", "sectorSize");
  private static final Set<String> MORE = Set.of("number", "randomness", "challenges");
  private static final int MOST_CHALLENGES = 100_000;

  private final Map<String, ?> options;

  private FileOptions(Map<String, ?> options) {
    this.options = options;
  }

  /**
   * @throws OperatorException BAD_VALUE for an unknown or missing name
   */
  public static FileOptions of(Map<String, ?> options) {
    Set<String> unknown = new TreeSet<>(options.keySet());
    unknown.removeAll(NEEDED);
    unknown.removeAll(MORE);
    Set<String> missing = new TreeSet<>(NEEDED);
    missing.removeAll(options.keySet());
    if (!unknown.isEmpty() || !missing.isEmpty()) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          unknown.isEmpty() ? "not given: " + missing : "unknown: " + unknown,
          "proofs.checkFiles",
          "proofs.checkFiles(sealed: '/s', cache: '/c', commR: 'bagboea4b5abc...', sectorSize:"
              + " '32GiB'); also number:, randomness:, challenges:.");
    }
    return new FileOptions(options);
  }

  private Optional<CheckValue> value(String name) {
    return Optional.<Object>ofNullable(options.get(name)).map(value -> new CheckValue(name, value));
  }

  private CheckValue needed(String name) {
    return value(name).orElseThrow(() -> new IllegalArgumentException(name + " is null"));
  }

  /**
   * Checks them.
   *
   * @throws OperatorException BAD_VALUE for a value of another kind
   */
  public SectorCheck check() {
    long bytes = needed("sectorSize").sectorBytes();
    long number = value("number").map(CheckValue::count).orElse(0L);
    long count = value("challenges").map(CheckValue::count).orElse((long) PoStChallenges.WINDOW);
    byte[] randomness =
        value("randomness").map(CheckValue::randomness).orElseGet(CheckValue::anyRandomness);
    if (count > MOST_CHALLENGES) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "that many challenges would take hours: " + count,
          "proofs.checkFiles",
          "Use proofs.scrub to read a whole replica.");
    }
    ReplicaFiles files = new ReplicaFiles(needed("sealed").path(), needed("cache").path(), bytes);
    Commitment commR = needed("commR").commitment(Commitment.Kind.REPLICA);
    try {
      return ReplicaCheck.inspect(
          number, files, commR, PoStChallenges.window(randomness, number, bytes, (int) count));
    } catch (IllegalArgumentException noSize) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE, String.valueOf(noSize.getMessage()), "sectorSize", "", noSize);
    }
  }
}
