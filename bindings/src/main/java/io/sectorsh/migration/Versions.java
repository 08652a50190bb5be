package io.sectorsh.migration;

/** Which programs wrote a plan. */
final class Versions {
  private Versions() {}

  static String text() {
    String own = Versions.class.getPackage().getImplementationVersion();
    return "sectorsh "
        + (own == null ? "development" : own)
        + ", Java "
        + System.getProperty("java.version")
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.version");
  }
}
