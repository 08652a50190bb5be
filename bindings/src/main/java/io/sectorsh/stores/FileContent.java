package io.sectorsh.stores;

import io.sectorsh.posix.PageCache;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * What is in a file or in a directory of files, read once from end to end at a pace.
 *
 * @param path the file or directory
 * @param pace waited for before each block
 */
record FileContent(Path path, CopyPace pace) {
  static final int BLOCK = 1 << 20;

  /** After so many bytes the kernel is told to forget them. */
  static final long WINDOW = 64L << 20;

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** SHA-256 of a file. */
  byte[] digest() throws IOException {
    MessageDigest digest = sha256();
    try (Blocks blocks = open()) {
      while (blocks.next()) {
        digest.update(blocks.current());
      }
    }
    return digest.digest();
  }

  /** Whether both are files with the same bytes, or directories with the same such files. */
  boolean equalsContentOf(Path other) throws IOException {
    if (Files.isDirectory(path) != Files.isDirectory(other)) {
      return false;
    }
    return Files.isDirectory(path) ? sameDirectory(other) : sameFile(other);
  }

  private boolean sameDirectory(Path other) throws IOException {
    List<Path> here = DurableTree.filesAt(path);
    List<Path> there = DurableTree.filesAt(other);
    if (!names(here).equals(names(there))) {
      return false;
    }
    for (Path file : here) {
      if (!new FileContent(file, pace).equalsContentOf(other.resolve(file.getFileName()))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> names(List<Path> files) {
    return files.stream().map(file -> String.valueOf(file.getFileName())).toList();
  }

  private boolean sameFile(Path other) throws IOException {
    if (Files.size(path) != Files.size(other)) {
      return false;
    }
    try (Blocks one = open();
        Blocks two = new FileContent(other, pace).open()) {
      while (one.next()) {
        if (!two.next() || !one.current().equals(two.current())) {
          return false;
        }
      }
      return !two.next();
    }
  }

  /** One pass over a file. */
  Blocks open() throws IOException {
    return new Blocks(FileChannel.open(path, StandardOpenOption.READ), Files.size(path));
  }

  /** The blocks of a file, each as long as can be. */
  final class Blocks implements AutoCloseable {
    private final FileChannel channel;
    private final ByteBuffer buffer;
    private long end;
    private long kept;

    private Blocks(FileChannel channel, long length) {
      this.channel = channel;
      this.buffer = ByteBuffer.allocateDirect((int) Math.max(1, Math.min(BLOCK, length)));
    }

    /** Goes to the next block; false at the end of the file. */
    boolean next() throws IOException {
      pace.await(buffer.capacity(), path.toString());
      buffer.clear();
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // A read may bring less than was asked for.
      }
      buffer.flip();
      end += buffer.remaining();
      if (end - kept >= WINDOW) {
        PageCache.drop(path, kept, end - kept);
        kept = end;
      }
      return buffer.hasRemaining();
    }

    /** The block. */
    ByteBuffer current() {
      return buffer;
    }

    /** How long the block is. */
    int size() {
      return buffer.limit();
    }

    /** Where the block ends in the file. */
    long end() {
      return end;
    }

    @Override
    public void close() throws IOException {
      channel.close();
      PageCache.drop(path, kept, 0);
    }
  }
}
