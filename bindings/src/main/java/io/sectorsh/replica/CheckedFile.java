package io.sectorsh.replica;

import io.sectorsh.replica.ReplicaFinding.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/** A file that is read at places and timed; what goes wrong becomes a finding. */
final class CheckedFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final long length;
  private final ReadWatch watch;
  private int reads;
  private long bytes;
  private long nanos;
  private long slowest;

  private CheckedFile(Path path, FileChannel channel, long length, long opening, ReadWatch watch) {
    this.path = path;
    this.channel = channel;
    this.length = length;
    this.watch = watch;
    this.nanos = opening;
    this.slowest = opening;
  }

  static CheckedFile open(Path path, ReadWatch watch) throws FindingException {
    long start = System.nanoTime();
    watch.begin(path);
    try {
      FileChannel channel = FileChannel.open(path);
      return new CheckedFile(path, channel, channel.size(), System.nanoTime() - start, watch);
    } catch (NoSuchFileException absent) {
      throw new FindingException(new ReplicaFinding(Kind.MISSING, path, 0, 0, "missing"));
    } catch (ClosedByInterruptException stop) {
      throw stopped();
    } catch (IOException failed) {
      throw unreadable(path, 0, 0, failed);
    } finally {
      watch.end();
    }
  }

  Path path() {
    return path;
  }

  long length() {
    return length;
  }

  FileReads cost() {
    return new FileReads(path, reads, bytes, Duration.ofNanos(nanos), Duration.ofNanos(slowest));
  }

  byte[] read(long offset, int length) throws FindingException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    long start = System.nanoTime();
    watch.begin(path);
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, offset + buffer.position()) < 0) {
          throw new IOException("the file ends before");
        }
      }
    } catch (ClosedByInterruptException stop) {
      throw stopped();
    } catch (IOException failed) {
      throw unreadable(path, offset, length, failed);
    } finally {
      watch.end();
      count(buffer.position(), System.nanoTime() - start);
    }
    return buffer.array();
  }

  private void count(int read, long took) {
    reads++;
    bytes += read;
    nanos += took;
    slowest = Math.max(slowest, took);
  }

  /** Whoever stops a check must not make a finding of it. */
  private static CancellationException stopped() {
    return new CancellationException("stopped while a sector file was read");
  }

  private static FindingException unreadable(
      Path path, long offset, long length, IOException failed) {
    return new FindingException(
        new ReplicaFinding(
            Kind.UNREADABLE, path, offset, length, "cannot be read: " + failed.getMessage()));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException ignored) {
      // Nothing was written.
    }
  }
}
