package io.sectorsh.replica;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.Commitment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DataTreeTest {
  @Test
  void paddingAndCommPAreThoseOfTheProofs() throws Exception {
    for (JsonNode piece : ProofVectors.json("vectors.json").get("pieces")) {
      byte[] raw = ProofVectors.bytes(piece.get("raw"));
      byte[] padded = ProofVectors.bytes(piece.get("padded"));
      assertArrayEquals(padded, Fr32.pad(raw));
      assertArrayEquals(raw, Fr32.unpad(padded));
      assertEquals(
          piece.get("comm_p").asText(), DataTree.ofPadded(Commitment.Kind.PIECE, padded).getHex());
    }
  }

  /** The proofs' own function stops at the smallest sector that holds the pieces. */
  @Test
  void commDOfPiecesIsThatOfTheProofs() throws Exception {
    for (JsonNode sector : ProofVectors.json("vectors.json").get("comm_d")) {
      List<DataTree.Piece> pieces = new ArrayList<>();
      for (JsonNode piece : sector.get("pieces")) {
        Commitment commP =
            Commitment.of(Commitment.Kind.PIECE, ProofVectors.bytes(piece.get("comm_p")));
        pieces.add(new DataTree.Piece(piece.get("unpadded").asLong() / 127 * 128, commP));
      }
      long bytes = pieces.isEmpty() ? sector.get("sector").asLong() : 128;
      while (!fits(bytes, pieces)) {
        bytes *= 2;
      }
      assertEquals(sector.get("comm_d").asText(), DataTree.commD(bytes, pieces).getHex());
    }
  }

  private static boolean fits(long bytes, List<DataTree.Piece> pieces) {
    try {
      DataTree.commD(bytes, pieces);
      return true;
    } catch (IllegalArgumentException tooSmall) {
      return false;
    }
  }

  @Test
  void aLoneSmallPieceIsFilledUpWithZeros() {
    byte[] data = new byte[2048];
    new Random(1).nextBytes(data);
    Arrays.fill(data, 128, 2048, (byte) 0);
    byte[] first = Arrays.copyOf(data, 128);
    DataTree.Piece piece = new DataTree.Piece(128, DataTree.ofPadded(Commitment.Kind.PIECE, first));
    assertEquals(
        DataTree.ofPadded(Commitment.Kind.DATA, data), DataTree.commD(2048, List.of(piece)));
  }

  @Test
  void sectorsWithoutDataHaveTheKnownCommD() {
    assertEquals(
        "baga6ea4seaqpy7usqklokfx2vxuynmupslkeutzexe2uqurdg5vhtebhxqmpqmy",
        DataTree.zero(Commitment.Kind.DATA, 2048).toString());
    assertEquals(
        DataTree.zero(Commitment.Kind.DATA, 32L << 30), DataTree.commD(32L << 30, List.of()));
    assertEquals(
        "baga6ea4seaqao7s73y24kcutaosvacpdjgfe5pw76ooefnyqw4ynr3d2y6x2mpq",
        DataTree.zero(Commitment.Kind.DATA, 32L << 30).toString());
  }

  @Test
  void piecesThatDoNotFitAreRefused() {
    Commitment zero = DataTree.zero(Commitment.Kind.PIECE, 2048);
    DataTree.Piece piece = new DataTree.Piece(2048, zero);
    assertThrows(IllegalArgumentException.class, () -> DataTree.commD(2048, List.of(piece, piece)));
    assertThrows(IllegalArgumentException.class, () -> new DataTree.Piece(100, zero));
    assertThrows(IllegalArgumentException.class, () -> Fr32.pad(new byte[128]));
  }
}
