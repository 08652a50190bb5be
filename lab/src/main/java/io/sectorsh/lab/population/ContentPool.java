package io.sectorsh.lab.population;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** The ready made commitments of {@link SectorContent}, from the resource {@code roots.bin}. */
public final class ContentPool {
  /** How many contents there are. */
  static final int SIZE = 160;

  /** Four 32-byte values each: root, CommR, root of the upgrade, CommR of the upgrade. */
  static final int RECORD = 128;

  private static final String RESOURCE = "roots.bin";

  private final byte[] roots;

  private ContentPool(byte[] roots) {
    this.roots = roots;
  }

  /** The pool in the resource. */
  public static ContentPool load() {
    try (InputStream in = ContentPool.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("resource is missing: " + RESOURCE);
      }
      byte[] roots = in.readAllBytes();
      if (roots.length != SIZE * RECORD) {
        throw new IllegalStateException("resource has a wrong size: " + RESOURCE);
      }
      return new ContentPool(roots);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  SectorContent get(int index) {
    return new SectorContent(index, part(index, 0), part(index, 1), part(index, 2), part(index, 3));
  }

  private byte[] part(int index, int part) {
    int at = index * RECORD + part * 32;
    return Arrays.copyOfRange(roots, at, at + 32);
  }
}
