package io.sectorsh.replica;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Hashes in a process of its own that uses the processor's vectors, since only a JVM that was
 * started for it can. Each batch's first hash is made here as well, and when it differs, or the
 * process is gone, the batch is made here and all that follow. For one thread at a time.
 */
final class HashProcess implements GroupHash, AutoCloseable {
  private static final String MODULE = "jdk.incubator.vector";
  private static final String SERVER = "io.sectorsh.replica.HashServer";
  private static final int NODE = Poseidon.NODE_BYTES;

  private final Process process;
  private final DataOutputStream requests;
  private final DataInputStream answers;
  private final GroupHash here = GroupHash.scalar();
  private final byte[] expected = new byte[NODE];
  private boolean gone;

  private HashProcess(Process process) {
    this.process = process;
    this.requests = new DataOutputStream(process.getOutputStream());
    this.answers = new DataInputStream(new BufferedInputStream(process.getInputStream()));
  }

  /**
   * Starts one, unless this JDK lacks the Vector API or the vectors are too short to be worth it.
   *
   * @param fewestLanes how many 64-bit lanes a vector has to have
   */
  static Optional<HashProcess> start(int fewestLanes) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    if (!Files.isExecutable(java) || ModuleFinder.ofSystem().find(MODULE).isEmpty()) {
      return Optional.empty();
    }
    HashProcess started = null;
    try {
      started = new HashProcess(launch(java));
      if (started.answers.readInt() >= fewestLanes) {
        return Optional.of(started);
      }
    } catch (IOException noVectors) {
      // Then there is no line from it, and the hashes are made here.
    }
    if (started != null) {
      started.close();
    }
    return Optional.empty();
  }

  private static Process launch(Path java) throws IOException {
    List<String> command =
        List.of(
            java.toString(),
            "--add-modules",
            MODULE,
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            SERVER);
    return new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
  }

  @Override
  public void hash(byte[] nodes, int groups, byte[] out) {
    if (groups == 0) {
      return;
    }
    if (gone || !asked(nodes, groups, out)) {
      here.hash(nodes, groups, out);
    }
  }

  private boolean asked(byte[] nodes, int groups, byte[] out) {
    try {
      requests.writeInt(groups);
      requests.write(nodes, 0, groups * GROUP_BYTES);
      requests.flush();
      int damaged = answers.readInt();
      if (damaged >= 0) {
        throw new DamagedNodeException(damaged);
      }
      answers.readFully(out, 0, groups * NODE);
    } catch (IOException ended) {
      close();
      return false;
    }
    here.hash(nodes, 1, expected);
    if (!Arrays.equals(expected, 0, NODE, out, 0, NODE)) {
      close();
      return false;
    }
    return true;
  }

  /** The process, for tests that end it. */
  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    gone = true;
    process.destroyForcibly();
  }
}
