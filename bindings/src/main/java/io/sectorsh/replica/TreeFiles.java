package io.sectorsh.replica;

import io.sectorsh.filecoin.Commitment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The tree files of a replica: whether all of their rows agree with each other and with CommR, and
 * how one of them is made again from the sealed file. Reads only; works on all processors.
 */
public final class TreeFiles {
  private static final int NODE = Poseidon.NODE_BYTES;
  private static final int PIECE = 1 << 20;
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  private final ReplicaFiles files;
  private final TreeGeometry geometry;
  private final GroupHash hash;

  /**
   * @param hash what hashes, for several threads
   * @throws IllegalArgumentException when no sector has that size
   */
  public TreeFiles(ReplicaFiles files, GroupHash hash) {
    this.files = files;
    this.geometry = TreeGeometry.ofSectorBytes(files.sectorBytes());
    this.hash = hash;
  }

  /** Their names, in the order of the parts of the sealed file that they cover. */
  public static List<String> names(ReplicaFiles files) {
    return TreeGeometry.ofSectorBytes(files.sectorBytes()).fileNames();
  }

  private List<String> names() {
    return geometry.fileNames();
  }

  /** Bytes of all of them, which is what a look at every row takes. */
  public static long bytes(ReplicaFiles files) {
    TreeGeometry geometry = TreeGeometry.ofSectorBytes(files.sectorBytes());
    return geometry.fileBytes() * geometry.trees();
  }

  /**
   * Which of these files are missing, or have the wrong length or rows that are not the hashes of
   * those below.
   */
  public List<Integer> inconsistent(List<Integer> numbers) throws IOException {
    List<Integer> found = new ArrayList<>();
    List<Callable<Boolean>> tasks = new ArrayList<>();
    numbers.forEach(number -> tasks.add(() -> isConsistent(number)));
    try (OrderedWork<Boolean> work = new OrderedWork<>(tasks.iterator(), THREADS)) {
      for (int i = 0; work.hasNext(); i++) {
        if (!next(work)) {
          found.add(numbers.get(i));
        }
      }
    }
    return found;
  }

  private static <R> R next(OrderedWork<R> work) throws IOException {
    try {
      return work.next();
    } catch (IllegalStateException failed) {
      if (failed.getCause() instanceof IOException unreadable) {
        throw unreadable;
      }
      throw failed;
    }
  }

  private boolean isConsistent(int number) throws IOException {
    byte[] tree;
    try {
      tree = Files.readAllBytes(files.cache().resolve(names().get(number)));
    } catch (NoSuchFileException absent) {
      return false;
    }
    try {
      return tree.length == geometry.fileBytes() && Arrays.equals(tree, remade(lowestRow(tree)));
    } catch (DamagedNodeException visible) {
      return false;
    }
  }

  private byte[] lowestRow(byte[] tree) {
    int nodes = 1 << (3 * (geometry.rows() - 2 - geometry.discarded()));
    return Arrays.copyOf(tree, nodes * NODE);
  }

  /** comm_r_last as the roots of the files have it; empty when a file is missing or short. */
  public Optional<byte[]> commRLast() throws IOException {
    List<byte[]> roots = new ArrayList<>();
    for (String name : names()) {
      try (FileChannel file = FileChannel.open(files.cache().resolve(name))) {
        if (file.size() != geometry.fileBytes()) {
          return Optional.empty();
        }
        roots.add(read(file, geometry.fileBytes() - NODE, NODE));
      } catch (NoSuchFileException absent) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(ReplicaTree.fold(roots));
    } catch (DamagedNodeException damaged) {
      return Optional.empty();
    }
  }

  /**
   * What a tree file has to hold, from the sealed file. About 12 minutes a core for a file of a
   * sector of 32 GiB, 5 in vectors.
   *
   * @param progress gets the bytes of each piece of the sealed file that is done
   * @throws IOException when the sealed file cannot be read
   * @throws DamagedNodeException when a node of it can't be a sealed one
   */
  public byte[] make(int number, LongConsumer progress) throws IOException {
    try (FileChannel sealed = FileChannel.open(files.sealed())) {
      long first = number * geometry.leavesPerTree() * NODE;
      long bytes = geometry.leavesPerTree() * NODE;
      int piece = (int) Math.min(PIECE, bytes);
      int segment = NODE << (3 * (geometry.discarded() + 1));
      byte[] row = new byte[(int) (bytes / segment * NODE)];
      try (OrderedWork<byte[]> work =
          new OrderedWork<>(
              LongStream.range(0, bytes / piece)
                  .<Callable<byte[]>>mapToObj(
                      i -> () -> above(read(sealed, first + i * piece, piece), segment))
                  .iterator(),
              THREADS)) {
        for (int at = 0; work.hasNext(); ) {
          byte[] roots = next(work);
          progress.accept(piece);
          System.arraycopy(roots, 0, row, at, roots.length);
          at += roots.length;
        }
      }
      return remade(row);
    }
  }

  /** Whether the roots, some of them of files made again, lead to CommR. */
  public boolean leadsTo(Commitment commR, byte[] commC, Map<Integer, byte[]> made)
      throws IOException {
    List<byte[]> roots = new ArrayList<>();
    for (int i = 0; i < geometry.trees(); i++) {
      byte[] remade = made.getOrDefault(i, new byte[0]);
      byte[] tree =
          remade.length > 0 ? remade : Files.readAllBytes(files.cache().resolve(names().get(i)));
      if (tree.length != geometry.fileBytes()) {
        return false;
      }
      roots.add(Arrays.copyOfRange(tree, tree.length - NODE, tree.length));
    }
    return PersistentAux.of(commC, ReplicaTree.fold(roots)).getCommR().equals(commR);
  }

  /** A tree file of its lowest row: all rows up to the root. */
  private byte[] remade(byte[] lowest) {
    List<byte[]> rows = new ArrayList<>(List.of(lowest));
    for (byte[] row = lowest; row.length > NODE; ) {
      row = above(row, GroupHash.GROUP_BYTES);
      rows.add(row);
    }
    byte[] file = new byte[rows.stream().mapToInt(row -> row.length).sum()];
    int at = 0;
    for (byte[] row : rows) {
      System.arraycopy(row, 0, file, at, row.length);
      at += row.length;
    }
    return file;
  }

  private byte[] above(byte[] nodes, int part) {
    byte[] row = nodes;
    for (int bytes = part; bytes > NODE; bytes /= 8) {
      byte[] next = new byte[row.length / 8];
      hash.hash(row, next.length / NODE, next);
      row = next;
    }
    return row;
  }

  /**
   * Numbers of the files that are missing, have the wrong length or contradict themselves; of all
   * when none does but their roots are not the ones of this replica.
   */
  public List<Integer> broken(byte[] commRLast) throws IOException {
    List<Integer> all = IntStream.range(0, geometry.trees()).boxed().toList();
    List<Integer> broken = inconsistent(all);
    boolean others =
        broken.isEmpty() && commRLast().filter(root -> Arrays.equals(root, commRLast)).isEmpty();
    return others ? all : broken;
  }

  private static byte[] read(FileChannel channel, long offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new IOException("it ends before byte " + (offset + length));
      }
    }
    return buffer.array();
  }
}
