package io.sectorsh.filecoin;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A height of the chain (go-state-types abi.ChainEpoch); {@link ChainClock} tells its time. JSON is
 * the number.
 *
 * @param value epochs since genesis; negative before it
 */
public record ChainEpoch(@JsonValue long value) implements Comparable<ChainEpoch> {
  /** The number alone, for Jackson. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ChainEpoch {}

  /** So many epochs later. */
  public ChainEpoch plus(long epochs) {
    return new ChainEpoch(Math.addExact(value, epochs));
  }

  /** So many epochs earlier. */
  public ChainEpoch minus(long epochs) {
    return new ChainEpoch(Math.subtractExact(value, epochs));
  }

  /** How many epochs lie between the other one and this; negative when the other is later. */
  public long since(ChainEpoch other) {
    return Math.subtractExact(value, other.value);
  }

  /** Whether this epoch is lower than the other one. */
  public boolean isBefore(ChainEpoch other) {
    return value < other.value;
  }

  @Override
  public int compareTo(ChainEpoch other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
