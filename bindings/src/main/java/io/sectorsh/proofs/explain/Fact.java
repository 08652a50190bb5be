package io.sectorsh.proofs.explain;

import java.util.Optional;
import java.util.function.Function;

/**
 * Something that was asked for.
 *
 * @param value what was found; absent when it could not be had
 * @param problem why not; empty when nobody was asked, since nothing is configured
 * @param <T> what it is
 */
record Fact<T>(Optional<T> value, String problem) {
  static <T> Fact<T> of(T value) {
    return new Fact<>(Optional.of(value), "");
  }

  static <T> Fact<T> missing(String problem) {
    return new Fact<>(Optional.empty(), problem);
  }

  /** Nothing is configured that could tell. */
  static <T> Fact<T> notAsked() {
    return missing("");
  }

  boolean isKnown() {
    return value.isPresent();
  }

  boolean isFailed() {
    return !isKnown() && !problem.isEmpty();
  }

  <R> Optional<R> get(Function<? super T, ? extends R> part) {
    return value.map(part);
  }
}
