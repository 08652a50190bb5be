package io.sectorsh.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The longer texts that the shell shows, kept as resources. */
final class Texts {
  private Texts() {}

  /** The text of this name. */
  static String of(String name) {
    try (InputStream in = Texts.class.getResourceAsStream("texts/" + name + ".txt")) {
      if (in == null) {
        throw new IllegalArgumentException(name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** This build's version. */
  static String version() {
    String version = Texts.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
