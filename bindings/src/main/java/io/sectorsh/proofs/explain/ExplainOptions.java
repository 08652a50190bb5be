package io.sectorsh.proofs.explain;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.ChainEpoch;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is to be explained, as a script names it.
 *
 * @param deadline a deadline's number
 * @param epoch in or after the window that is meant
 * @param sector a sector's number
 */
public record ExplainOptions(
    OptionalLong deadline, Optional<ChainEpoch> epoch, OptionalLong sector) {
  private static final Set<String> NAMES = Set.of("deadline", "epoch", "sector");

  /**
   * @throws OperatorException BAD_VALUE for an unknown name, a value that is no number, or neither
   *     deadline nor sector
   */
  public static ExplainOptions of(Map<String, ?> what) {
    what.keySet().stream()
        .filter(name -> !NAMES.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw wrong("there is nothing of that name to explain", name);
            });
    OptionalLong deadline = number(what, "deadline");
    OptionalLong sector = number(what, "sector");
    if (deadline.isPresent() == sector.isPresent()) {
      throw wrong("either a deadline or a sector has to be named", String.valueOf(what));
    }
    OptionalLong epoch = number(what, "epoch");
    return new ExplainOptions(
        deadline,
        epoch.isPresent() ? Optional.of(new ChainEpoch(epoch.getAsLong())) : Optional.empty(),
        sector);
  }

  private static OptionalLong number(Map<String, ?> what, String name) {
    Object value = what.get(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    if (value instanceof ChainEpoch given) {
      return OptionalLong.of(given.value());
    }
    if (value instanceof Number number) {
      return OptionalLong.of(number.longValue());
    }
    throw wrong(name + " has to be a number", String.valueOf(value));
  }

  private static OperatorException wrong(String text, String where) {
    return new OperatorException(
        ErrorCode.BAD_VALUE,
        text,
        where,
        "proofs.explain(deadline: 14), (deadline: 14, epoch: 4000000) or (sector: 70).");
  }

  /** Asks. */
  public Explanation ask(Explainer explainer) {
    return sector.isPresent()
        ? explainer.sector(sector.getAsLong())
        : explainer.deadline(Math.toIntExact(deadline.orElse(0)), epoch);
  }
}
