package io.sectorsh.leveldb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fusesource.leveldbjni.JniDBFactory;
import org.iq80.leveldb.DB;

/**
 * A second process that writes so much through a small buffer that it is nearly always compacting;
 * to be killed. Prints how many writes are done.
 */
final class WritingChild {
  static final int EVERY = 50;

  private WritingChild() {}

  public static void main(String[] arguments) throws IOException {
    WrittenDatabase written = new WrittenDatabase(Long.parseLong(arguments[1]));
    int writes = Integer.parseInt(arguments[2]);
    try (DB db =
        JniDBFactory.factory.open(
            Path.of(arguments[0]).toFile(), WrittenDatabase.options().writeBufferSize(16 << 10))) {
      for (int i = 1; i <= writes; i++) {
        written.change(db);
        if (i % EVERY == 0) {
          System.out.println(i);
        }
      }
    }
  }

  static Process start(Path directory, long seed, int writes) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-XX:+UseSerialGC"));
    command.add("-Djava.io.tmpdir=" + directory.getParent());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(WritingChild.class.getName());
    command.addAll(List.of(directory.toString(), Long.toString(seed), Integer.toString(writes)));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
