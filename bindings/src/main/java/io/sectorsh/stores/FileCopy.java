package io.sectorsh.stores;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.posix.Directories;
import io.sectorsh.posix.PageCache;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Copies one file so that the copy is on disk and was read back when it ends.
 *
 * <p>Blocks of zeros become holes. Neither file is left in the page cache, where it would push out
 * what windowPoSt reads.
 */
final class FileCopy {
  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(FileContent.BLOCK);

  private final Path from;
  private final Path to;
  private final CopyPace pace;

  FileCopy(Path from, Path to, CopyPace pace) {
    this.from = from;
    this.to = to;
    this.pace = pace;
  }

  /**
   * Writes the copy, replacing what is at its place.
   *
   * @throws IOException if reading or writing fails; what is at the place is then of no use
   * @throws OperatorException CONFLICT if the file changes while it is copied, DAMAGED if the copy
   *     reads back as something else, STOPPED
   */
  void run() throws IOException {
    BasicFileAttributes before = Files.readAttributes(from, BasicFileAttributes.class);
    byte[] digest = write(before.size());
    FileAttributes.copy(from, to);
    Directories.syncFile(to);
    requireUnchanged(before);
    PageCache.drop(to, 0, 0);
    if (!Arrays.equals(digest, new FileContent(to, pace).digest())) {
      throw new OperatorException(
          ErrorCode.DAMAGED,
          "the copy reads back as something else than was written",
          to.toString(),
          "Check memory and disk of this machine; the original is untouched.");
    }
  }

  private byte[] write(long length) throws IOException {
    MessageDigest digest = FileContent.sha256();
    try (FileChannel out =
        FileChannel.open(
            to,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      long unsynced = 0;
      try (FileContent.Blocks blocks = new FileContent(from, pace).open()) {
        while (blocks.next()) {
          digest.update(blocks.current().duplicate());
          write(out, blocks.current(), blocks.end() == length);
          pace.copied(blocks.size());
          unsynced += blocks.size();
          if (unsynced >= FileContent.WINDOW) {
            out.force(false);
            PageCache.drop(to, 0, blocks.end());
            unsynced = 0;
          }
        }
      }
      out.force(true);
    }
    return digest.digest();
  }

  private static void write(FileChannel out, ByteBuffer block, boolean last) throws IOException {
    ByteBuffer zeros = ZEROS.duplicate().limit(block.remaining());
    if (!last && block.mismatch(zeros) < 0) {
      out.position(out.position() + block.remaining());
      return;
    }
    while (block.hasRemaining()) {
      out.write(block);
    }
  }

  private void requireUnchanged(BasicFileAttributes before) throws IOException {
    BasicFileAttributes after = Files.readAttributes(from, BasicFileAttributes.class);
    if (after.size() != before.size()
        || !after.lastModifiedTime().equals(before.lastModifiedTime())
        || Files.size(to) != before.size()) {
      throw new OperatorException(
          ErrorCode.CONFLICT,
          "it was changed while it was copied",
          from.toString(),
          "See that no sealing, rebuild or upgrade of this sector runs, then start again.");
    }
  }
}
