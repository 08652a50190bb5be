package io.sectorsh.lab.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a damocles manager answers who asks for the data of a piece: what is in its piece store, and
 * for all else the market's address.
 *
 * @param store with a file for each piece, under the piece's CID
 * @param market the market's address; nobody goes there from here
 */
public record PieceProxy(Path store, String market) {
  static final String PATH = "/piecestore/";

  HttpReply answer(String piece) {
    Path file = store.resolve(piece.replaceAll("[^a-z0-9]", "_"));
    try {
      return Files.isRegularFile(file)
          ? new HttpReply(200, "application/octet-stream", Files.readAllBytes(file))
          : HttpReply.found(market + "/resource?resource-id=" + piece);
    } catch (IOException unreadable) {
      return HttpReply.empty(500);
    }
  }

  /** A market that has no piece at all. */
  public static LoopbackServer emptyMarket(int wanted) throws IOException {
    return LoopbackServer.start("market", wanted, request -> HttpReply.notFound());
  }
}
