package io.sectorsh.migration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The process that is killed while it applies, or rolls back, the migration of a mixed world. */
final class MixedChild {
  private MixedChild() {}

  public static void main(String[] arguments) {
    int[] left = {Integer.parseInt(arguments[2])};
    Transitions dying =
        step -> {
          if (--left[0] == 0) {
            Runtime.getRuntime().halt(9);
          }
        };
    MixedWorld world = new MixedWorld(Path.of(arguments[0]));
    try (Migrations migrations = world.migrations(dying)) {
      Migration migration = migrations.get(1);
      System.out.println("begin");
      if (arguments[1].equals("apply")) {
        migration.resume();
      } else {
        migration.rollback();
      }
    }
  }

  /**
   * @param dying at which step it dies by itself; 0 for never
   */
  static Process start(Path world, String work, int dying) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            List.of(
                java,
                "-Xmx96m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                MixedChild.class.getName(),
                world.toString(),
                work,
                Integer.toString(dying)))
        .redirectError(world.resolve("errors-of-the-child").toFile())
        .start();
  }
}
