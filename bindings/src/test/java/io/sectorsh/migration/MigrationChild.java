package io.sectorsh.migration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A second process that carries out the migration of a world, or undoes it; to be killed. */
final class MigrationChild {
  private MigrationChild() {}

  public static void main(String[] arguments) throws IOException {
    World world = new World(Path.of(arguments[0]));
    String stop = arguments[2];
    Transitions waiting =
        step -> {
          if (step.name().equals(stop)) {
            System.out.println("at " + step);
            waitForever();
          }
        };
    try (Migrations migrations = world.open(waiting)) {
      Migration migration = World.migration(migrations);
      if (stop.isEmpty()) {
        System.out.println("begin");
      }
      System.out.println(
          (arguments[1].equals("rollback") ? migration.rollback() : migration.resume()).state());
    }
  }

  private static void waitForever() {
    try {
      System.in.read();
    } catch (IOException closed) {
      throw new IllegalStateException(closed);
    }
  }

  static Process start(Path world, String way, String stop) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(MigrationChild.class.getName());
    command.addAll(List.of(world.toString(), way, stop));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
