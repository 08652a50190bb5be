package io.sectorsh.damocles.manager;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.Base64Bytes;
import io.sectorsh.jsonrpc.JsonRpcClient;
import io.sectorsh.jsonrpc.JsonRpcSocket;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.jsonrpc.Subscription;
import io.sectorsh.posix.Directories;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * Reads a piece out of a sealed sector: a worker unseals it, and the manager sends it over a
 * WebSocket, chunk by chunk, an empty one behind the last.
 *
 * <p>The file appears under its name when it is whole and on disk, never before. Interrupting the
 * thread cancels it at the manager as well.
 */
final class PieceUnsealing {
  private final JsonRpcClient client;
  private final SectorId sector;
  private final Cid piece;

  PieceUnsealing(JsonRpcClient client, SectorId sector, Cid piece) {
    this.client = client;
    this.sector = sector;
    this.piece = piece;
  }

  /**
   * Reads it.
   *
   * @param offset where the piece begins in the sector, unpadded
   * @param size how long it is, unpadded
   * @param target must not exist
   */
  UnsealedPiece to(long offset, long size, Path target) {
    if (Files.exists(target)) {
      throw failed(target, new FileAlreadyExistsException(target.toString()));
    }
    Path partial = target.resolveSibling(target.getFileName() + ".partial");
    try {
      long bytes = read(offset, size, partial);
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      Directories.sync(Objects.requireNonNull(target.toAbsolutePath().getParent()));
      return new UnsealedPiece(target, bytes);
    } catch (IOException failure) {
      throw failed(target, failure);
    } finally {
      discard(partial);
    }
  }

  private long read(long offset, long size, Path partial) throws IOException {
    try (JsonRpcSocket socket = client.socket();
        FileOutputStream file = uninterruptible(partial);
        Subscription chunks = socket.subscribe("UnsealPiece", sector, piece, offset, size, "")) {
      long bytes = 0;
      while (chunks.hasNext()) {
        byte[] chunk = chunk(chunks.next());
        if (chunk.length == 0) {
          file.getFD().sync();
          return bytes;
        }
        file.write(chunk);
        bytes += chunk.length;
      }
      throw new OperatorException(
          ErrorCode.INTERRUPTED_ANSWER,
          "the piece ends before its end: " + bytes + " bytes came",
          "UnsealPiece of " + sector,
          "See the manager's log, then ask again.");
    }
  }

  private static byte[] chunk(JsonNode json) {
    return json.isNull()
        ? new byte[0]
        : Members.convert(json, "UnsealPiece", Base64Bytes.class).toBytes();
  }

  /** An interrupt in the middle of a write would close a channel, and look like a broken disk. */
  private static FileOutputStream uninterruptible(Path partial) throws IOException {
    Files.newOutputStream(partial).close(); // says why it cannot, which the next line does not
    return new FileOutputStream(partial.toFile());
  }

  private static void discard(Path partial) {
    try {
      Files.deleteIfExists(partial);
    } catch (IOException left) {
      // The failure that led here says more; the name tells what the file is.
    }
  }

  private static OperatorException failed(Path target, IOException failure) {
    if (failure instanceof FileAlreadyExistsException) {
      return new OperatorException(
          ErrorCode.BAD_VALUE, "it exists", target.toString(), "Name a new file.", failure);
    }
    if (failure instanceof NoSuchFileException) {
      return new OperatorException(
          ErrorCode.NOT_FOUND,
          "its directory does not exist",
          target.toString(),
          "Create the directory first.",
          failure);
    }
    return new OperatorException(
        ErrorCode.IO_FAILED, "the piece cannot be written", target.toString(), "", failure);
  }
}
