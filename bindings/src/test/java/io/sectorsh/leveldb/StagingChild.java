package io.sectorsh.leveldb;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sectorsh.errors.OperatorException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A second process that sets every key of a database to one value; to be killed or starved. */
final class StagingChild {
  private StagingChild() {}

  public static void main(String[] arguments) {
    Path directory = Path.of(arguments[0]);
    System.out.println("begin");
    try {
      setAll(directory, arguments[1], Integer.parseInt(arguments[2]));
      System.out.println("done");
    } catch (OperatorException told) {
      System.out.println(told.code() + " " + told.what());
    }
  }

  static void setAll(Path directory, String value, int keys) {
    try (StagedLevelDb staged = StagedLevelDb.begin(directory)) {
      byte[] bytes = value.repeat(100).getBytes(UTF_8);
      for (int number = 0; number < keys; number++) {
        staged.put(("/sectors/" + number).getBytes(UTF_8), bytes);
      }
      staged.commit();
    }
  }

  /**
   * @param shell what a shell does before, such as setting a limit
   */
  static Process start(String shell, Path directory, String value, int keys) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", shell + " exec \"$@\"", "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(StagingChild.class.getName());
    command.addAll(List.of(directory.toString(), value, Integer.toString(keys)));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
