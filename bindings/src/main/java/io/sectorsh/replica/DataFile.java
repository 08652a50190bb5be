package io.sectorsh.replica;

import io.sectorsh.filecoin.Commitment;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Commitments to data in files of any length: read in parts by several threads, a few megabytes of
 * them in memory.
 */
public final class DataFile {
  private static final int PADDED = 128;
  private static final int UNPADDED = 127;

  /** Padded bytes of a part that one thread hashes. */
  private static final int PART = 1 << 22;

  private final Path file;
  private final int threads;

  /**
   * @param threads how many hash at a time; each holds 8 MiB
   */
  public DataFile(Path file, int threads) {
    this.file = file;
    this.threads = threads;
  }

  /**
   * The piece that the file is, as a client has it (a CAR file, for example): padded bit by bit,
   * and with zeros to the next power of two.
   *
   * @throws IOException when it cannot be read, or is empty
   */
  public DataTree.Piece piece() throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long length = channel.size();
      if (length == 0) {
        throw new EOFException("an empty file is no piece");
      }
      long quads = (length + UNPADDED - 1) / UNPADDED;
      long whole = Long.highestOneBit(Math.max(1, quads * PADDED - 1)) << 1;
      int part = (int) Math.min(PART, whole);
      long parts = (quads * PADDED + part - 1) / part;
      byte[] root =
          root(LongStream.range(0, parts).mapToObj(i -> () -> raw(channel, i, part)), part, whole);
      return new DataTree.Piece(whole, Commitment.of(Commitment.Kind.PIECE, root));
    }
  }

  /**
   * CommD of a sector's unsealed file, whose data are padded already. lotus keeps a record of which
   * bytes are there behind them; it is not read.
   *
   * @param sectorBytes the sector's size
   * @throws IOException when the file cannot be read or is shorter
   */
  public Commitment commD(long sectorBytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      int part = (int) Math.min(PART, sectorBytes);
      byte[] root =
          root(
              LongStream.range(0, sectorBytes / part)
                  .mapToObj(i -> () -> DataTree.rootOf(read(channel, i * part, part, false))),
              part,
              sectorBytes);
      return Commitment.of(Commitment.Kind.DATA, root);
    }
  }

  private byte[] root(Stream<Callable<byte[]>> parts, long partBytes, long whole)
      throws IOException {
    try (OrderedWork<byte[]> work = new OrderedWork<>(parts.iterator(), threads)) {
      return DataTree.rootOf(work, partBytes, whole);
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  private static byte[] raw(FileChannel channel, long number, int part) {
    int length = part / PADDED * UNPADDED;
    return DataTree.rootOf(Fr32.pad(read(channel, number * length, length, true)));
  }

  private static byte[] read(FileChannel channel, long offset, int length, boolean zeros) {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, offset + buffer.position()) < 0) {
          if (zeros) {
            return buffer.array();
          }
          throw new EOFException("it ends before byte " + (offset + length));
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return buffer.array();
  }
}
