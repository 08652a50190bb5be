package io.sectorsh.migration;

import java.util.Objects;
import java.util.Optional;

/**
 * Whether an action can be undone.
 *
 * @param irreversible why it cannot, a short clause; empty if it can
 */
public record Reversibility(Optional<String> irreversible) {
  private static final Reversibility REVERSIBLE = new Reversibility(Optional.empty());

  /** Checks. */
  public Reversibility {
    Objects.requireNonNull(irreversible);
  }

  /** It can be undone. */
  public static Reversibility reversible() {
    return REVERSIBLE;
  }

  /**
   * It cannot be undone.
   *
   * @param reason why, such as {@code the message is on chain}
   */
  public static Reversibility irreversible(String reason) {
    return new Reversibility(Optional.of(reason));
  }

  /** Whether it can. */
  public boolean isReversible() {
    return irreversible.isEmpty();
  }
}
