package io.sectorsh.filecoin;

/** Placeholder until the values arrive. */
public final class Address {
  @Override
  public String toString() {
    return "<empty>";
  }
}
