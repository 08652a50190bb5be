package io.sectorsh.replica;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Hashes groups of eight nodes for the process that started it, until its standard input ends. A
 * process of its own, because the Vector API has to be asked for when a JVM starts, and says so on
 * standard error.
 *
 * <p>First it says how many lanes a vector has. A request is the number of groups, then their
 * bytes. An answer is the number of the first damaged node or -1, and if it is -1 the hashes.
 */
public final class HashServer {
  private static final int GROUP = 8 * Poseidon.NODE_BYTES;
  private static final int BUFFER = 1 << 16;

  private HashServer() {}

  /** Serves standard input and output. */
  public static void main(String[] arguments) throws IOException {
    try (DataInputStream in =
            new DataInputStream(
                new BufferedInputStream(new FileInputStream(FileDescriptor.in), BUFFER));
        DataOutputStream out =
            new DataOutputStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER))) {
      out.writeInt(Lanes.WIDTH);
      out.flush();
      serve(in, out, new LanePoseidon());
    }
  }

  private static void serve(DataInputStream in, DataOutputStream out, LanePoseidon hash)
      throws IOException {
    byte[] size = new byte[Integer.BYTES];
    while (in.readNBytes(size, 0, size.length) == size.length) {
      int groups = ByteBuffer.wrap(size).getInt();
      byte[] nodes = in.readNBytes(groups * GROUP);
      if (nodes.length < groups * GROUP) {
        return;
      }
      byte[] hashes = new byte[groups * Poseidon.NODE_BYTES];
      int damaged = hash(hash, nodes, groups, hashes);
      out.writeInt(damaged);
      if (damaged < 0) {
        out.write(hashes);
      }
      out.flush();
    }
  }

  private static int hash(LanePoseidon hash, byte[] nodes, int groups, byte[] hashes) {
    for (int group = 0; group < groups; group += Lanes.WIDTH) {
      int count = Math.min(Lanes.WIDTH, groups - group);
      int damaged = hash.hash(nodes, group * GROUP, count, hashes, group * Poseidon.NODE_BYTES);
      if (damaged >= 0) {
        return group * 8 + damaged;
      }
    }
    return -1;
  }
}
