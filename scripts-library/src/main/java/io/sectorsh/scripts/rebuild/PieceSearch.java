package io.sectorsh.scripts.rebuild;

import io.sectorsh.filecoin.Cid;
import io.sectorsh.scripts.rebuild.PieceFinding.Where;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Looks for the data of pieces where damocles looks for it: in the manager's piece stores, through
 * the manager's own {@code /piecestore/}, and where that leads to, which is the market. What a
 * worker has in directories of its own ({@code local_pieces_dirs}) is not seen from here.
 *
 * <p>Nothing is read but the heads of answers; no token is sent.
 */
final class PieceSearch {
  private static final int PATIENCE_MILLISECONDS = 10_000;
  private static final int OK = 200;
  private static final int PART = 206;

  private final List<Path> stores;
  private final String manager;

  /**
   * @param stores directories with piece files on this machine
   * @param manager the manager's address, without a path
   */
  PieceSearch(List<Path> stores, String manager) {
    this.stores = List.copyOf(stores);
    this.manager = manager;
  }

  /**
   * Looks for one.
   *
   * @param padded the piece's size with padding, in bytes
   */
  PieceFinding find(Cid piece, long padded) {
    for (Path store : stores) {
      for (String name : new String[] {piece.toString(), piece + ".car"}) {
        Path file = store.resolve(name);
        if (Files.isRegularFile(file)) {
          return sized(piece, file, padded);
        }
      }
    }
    return ask(piece);
  }

  private static PieceFinding sized(Cid piece, Path file, long padded) {
    try {
      long room = padded / 128 * 127;
      long bytes = Files.size(file);
      return bytes > 0 && bytes <= room
          ? new PieceFinding(piece, Where.FOUND, file.toString())
          : new PieceFinding(
              piece,
              Where.MISSING,
              file + " has " + bytes + " bytes, and the piece holds 1 to " + room);
    } catch (IOException unreadable) {
      return new PieceFinding(piece, Where.UNCHECKED, file + " cannot be looked at");
    }
  }

  private PieceFinding ask(Cid piece) {
    String url = manager + "/piecestore/" + piece;
    Answer first = Answer.of(url);
    if (first.location().isEmpty()) {
      return judged(piece, url, first);
    }
    String market = URI.create(url).resolve(first.location()).toString();
    return judged(piece, market.replaceAll("[?].*", ""), Answer.of(market));
  }

  private static PieceFinding judged(Cid piece, String where, Answer answer) {
    return switch (answer.status()) {
      case OK, PART -> new PieceFinding(piece, Where.FOUND, where);
      case 404 -> new PieceFinding(piece, Where.MISSING, "not at " + where);
      case 401, 403 -> new PieceFinding(piece, Where.UNCHECKED, where + " wants a token");
      case 0 -> new PieceFinding(piece, Where.UNCHECKED, where + " does not answer");
      default -> new PieceFinding(piece, Where.UNCHECKED, where + " answers " + answer.status());
    };
  }

  /**
   * The head of an answer.
   *
   * @param status of HTTP; 0 if there was none
   * @param location where else to look; empty for nowhere
   */
  private record Answer(int status, String location) {
    static Answer of(String url) {
      try {
        HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        try {
          connection.setInstanceFollowRedirects(false);
          connection.setConnectTimeout(PATIENCE_MILLISECONDS);
          connection.setReadTimeout(PATIENCE_MILLISECONDS);
          connection.setRequestProperty("Range", "bytes=0-0");
          int status = connection.getResponseCode();
          String location = connection.getHeaderField("Location");
          return new Answer(status, status / 100 == 3 && location != null ? location : "");
        } finally {
          connection.disconnect();
        }
      } catch (IOException | IllegalArgumentException away) {
        return new Answer(0, "");
      }
    }
  }
}
