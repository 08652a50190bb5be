package io.sectorsh.leveldb;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** One open file of a LevelDB directory, read by position. */
final class DatabaseFile implements AutoCloseable {
  private static final String ON_DAMAGE =
      "Keep a copy of the whole directory first. Then lotus.repo(path).check() shows what is damaged,"
          + " and .salvage(to: path) makes a new repository of the rest.";

  private final Path path;
  private final FileChannel channel;

  private DatabaseFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * @throws NoSuchFileException if the file is missing, which a running writer may cause
   */
  static DatabaseFile open(Path path) throws NoSuchFileException {
    try {
      return new DatabaseFile(path, FileChannel.open(path, StandardOpenOption.READ));
    } catch (NoSuchFileException missing) {
      throw missing;
    } catch (IOException failure) {
      throw failed(path, failure);
    }
  }

  /** A failure of the operating system in the user's words. */
  static OperatorException failed(Path path, IOException failure) {
    boolean notPermitted =
        failure instanceof FileSystemException refused
            && "Operation not permitted".equals(refused.getReason());
    if (notPermitted || failure instanceof AccessDeniedException) {
      return new OperatorException(
          ErrorCode.NO_PERMISSION,
          "may not be read or written by this user",
          path.toString(),
          "Run as the user who owns it, or let this user's group in.",
          failure);
    }
    return new OperatorException(
        ErrorCode.IO_FAILED,
        "cannot be read or written: " + failure.getMessage(),
        path.toString(),
        "Look at the disk (dmesg, free space), then try again.",
        failure);
  }

  static OperatorException damaged(Path path, String what) {
    return new OperatorException(ErrorCode.DAMAGED, what, path.toString(), ON_DAMAGE);
  }

  OperatorException damaged(long offset, String what) {
    return damaged(path, what + " at offset " + offset);
  }

  Path path() {
    return path;
  }

  long size() {
    try {
      return channel.size();
    } catch (IOException failure) {
      throw failed(path, failure);
    }
  }

  /** Exactly so many bytes. */
  byte[] read(long offset, int length) {
    byte[] bytes = readUpTo(offset, length);
    if (bytes.length < length) {
      throw damaged(offset, "ends too early: " + length + " bytes should follow");
    }
    return bytes;
  }

  /** So many bytes, or fewer at the end of the file. */
  byte[] readUpTo(long offset, int most) {
    byte[] bytes = new byte[most];
    int read = readInto(bytes, offset);
    return read < most ? Arrays.copyOf(bytes, read) : bytes;
  }

  /** Fills an array, or less of it at the end of the file; returns how much. */
  int readInto(byte[] bytes, long offset) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      int read = 0;
      while (buffer.hasRemaining() && read >= 0) {
        read = channel.read(buffer, offset + buffer.position());
      }
    } catch (IOException failure) {
      throw failed(path, failure);
    }
    return buffer.position();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw failed(path, failure);
    }
  }
}
