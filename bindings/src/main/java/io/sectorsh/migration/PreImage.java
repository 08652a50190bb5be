package io.sectorsh.migration;

import java.util.Arrays;
import java.util.Optional;

/**
 * What was there before an effect, as bytes in a form of the action's own choosing. A few kilobytes
 * are kept in the journal, more in a file beside it; whole sector files belong to neither.
 */
public final class PreImage {
  private static final PreImage NONE = new PreImage(Optional.empty());

  private final Optional<byte[]> bytes;

  private PreImage(Optional<byte[]> bytes) {
    this.bytes = bytes;
  }

  /** There is none. */
  public static PreImage none() {
    return NONE;
  }

  /** These bytes. */
  public static PreImage of(byte[] bytes) {
    return new PreImage(Optional.of(bytes.clone()));
  }

  /** The bytes; empty if none were taken. */
  public Optional<byte[]> bytes() {
    return bytes.map(byte[]::clone);
  }

  /** Whether there are bytes, be they zero. */
  public boolean isPresent() {
    return bytes.isPresent();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PreImage image
        && Arrays.equals(bytes.orElse(null), image.bytes.orElse(null));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes.orElse(null));
  }

  @Override
  public String toString() {
    return bytes.map(all -> all.length + " bytes").orElse("none");
  }
}
