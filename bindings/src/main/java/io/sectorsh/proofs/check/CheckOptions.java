package io.sectorsh.proofs.check;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorNumbers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which sectors are checked, and how.
 *
 * @param sectors their numbers
 * @param randomness 32 bytes that challenges come from; empty for that of the sector's window
 * @param limit how long one read may take before it is given up
 */
public record CheckOptions(SectorNumbers sectors, Optional<byte[]> randomness, Duration limit) {
  /** A disk that has not answered for so long hangs: the longest retries of drives take less. */
  public static final Duration LONGEST_READ = Duration.ofSeconds(30);

  private static final Set<String> NAMES = Set.of("sectors", "randomness", "limit");

  /** These sectors, challenged as their windows do. */
  public static CheckOptions of(Object sectors) {
    return new CheckOptions(
        new CheckValue("sectors", sectors).numbers(), Optional.empty(), LONGEST_READ);
  }

  /**
   * By name: {@code sectors}, {@code randomness}, {@code limit} in seconds.
   *
   * @throws OperatorException BAD_VALUE for another name or a value of another kind
   */
  public static CheckOptions named(Map<String, ?> options) {
    Set<String> unknown = new TreeSet<>(options.keySet());
    unknown.removeAll(NAMES);
    Object sectors = options.get("sectors");
    if (!unknown.isEmpty() || sectors == null) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          unknown.isEmpty() ? "no sectors are named" : "unknown: " + unknown,
          "proofs.check",
          "proofs.check(sectors: '1-50', randomness: '...', limit: 10)");
    }
    return new CheckOptions(
        new CheckValue("sectors", sectors).numbers(),
        value(options, "randomness").map(CheckValue::randomness),
        value(options, "limit")
            .map(CheckValue::count)
            .map(Duration::ofSeconds)
            .orElse(LONGEST_READ));
  }

  private static Optional<CheckValue> value(Map<String, ?> options, String name) {
    return Optional.<Object>ofNullable(options.get(name)).map(value -> new CheckValue(name, value));
  }

  /** The same with this randomness. */
  public CheckOptions with(Object bytes) {
    byte[] given = new CheckValue("randomness", bytes).randomness();
    return new CheckOptions(sectors, Optional.of(given), limit);
  }
}
