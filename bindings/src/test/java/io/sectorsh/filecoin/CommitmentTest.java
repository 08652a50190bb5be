package io.sectorsh.filecoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CommitmentTest {
  /** The CommD of a 2 KiB sector without data. */
  private static final String EMPTY_2KIB =
      "baga6ea4seaqpy7usqklokfx2vxuynmupslkeutzexe2uqurdg5vhtebhxqmpqmy";

  @Test
  void unsealedCidsHoldDataOrPieces() {
    Cid cid = Cid.parse(EMPTY_2KIB);
    Commitment data = Commitment.ofCid(cid);
    assertEquals(Commitment.Kind.DATA, data.getKind());
    assertEquals("fc7e928296e516faade986b28f92d44a4f24b935485223376a799027bc18f833", data.getHex());
    assertEquals(cid, data.toCid());
    Commitment piece = Commitment.ofCid(Commitment.Kind.PIECE, cid);
    assertEquals(cid, piece.toCid());
    assertNotEquals(data, piece);
  }

  @Test
  void sealedCidsHoldReplicas() {
    Commitment replica = Commitment.of(Commitment.Kind.REPLICA, new byte[32]);
    assertTrue(replica.toString().startsWith("bagboea4b5abc"), replica.toString());
    assertEquals(replica, Commitment.ofCid(replica.toCid()));
    assertThrows(
        MalformedValueException.class,
        () -> Commitment.ofCid(Commitment.Kind.DATA, replica.toCid()));
  }

  @Test
  void otherCidsAndOtherLengthsAreRefused() {
    Cid message = Cid.ofDagCbor(new byte[] {1});
    assertThrows(MalformedValueException.class, () -> Commitment.ofCid(message));
    assertThrows(
        MalformedValueException.class, () -> Commitment.of(Commitment.Kind.DATA, new byte[31]));
  }
}
