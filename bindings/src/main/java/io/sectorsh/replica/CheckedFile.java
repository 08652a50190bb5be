package io.sectorsh.replica;

import io.sectorsh.replica.ReplicaFinding.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file of known length that is read at places; what goes wrong becomes a finding. */
final class CheckedFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;

  private CheckedFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static CheckedFile open(Path path, long length) throws FindingException {
    try {
      long found = Files.size(path);
      if (found != length) {
        throw new FindingException(
            new ReplicaFinding(
                Kind.WRONG_LENGTH, path, 0, 0, found + " bytes instead of " + length));
      }
      return new CheckedFile(path, FileChannel.open(path));
    } catch (NoSuchFileException absent) {
      throw new FindingException(new ReplicaFinding(Kind.MISSING, path, 0, 0, "missing"));
    } catch (IOException failed) {
      throw unreadable(path, 0, 0, failed);
    }
  }

  Path path() {
    return path;
  }

  byte[] read(long offset, int length) throws FindingException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, offset + buffer.position()) < 0) {
          throw new IOException("the file became shorter");
        }
      }
    } catch (IOException failed) {
      throw unreadable(path, offset, length, failed);
    }
    return buffer.array();
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
