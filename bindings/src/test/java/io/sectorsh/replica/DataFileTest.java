package io.sectorsh.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.Commitment;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFileTest {
  @TempDir private Path directory;

  private DataFile file(byte[] bytes) throws IOException {
    return new DataFile(Files.write(directory.resolve("data"), bytes), 2);
  }

  @Test
  void piecesAreThoseOfTheProofs() throws IOException {
    for (JsonNode piece : ProofVectors.json("vectors.json").get("pieces")) {
      DataTree.Piece made = file(ProofVectors.bytes(piece.get("raw"))).piece();
      assertEquals(piece.get("comm_p").asText(), made.commitment().getHex());
      assertEquals(piece.get("padded").asText().length() / 2, made.paddedBytes());
    }
  }

  @Test
  void aFileOfAnyLengthIsFilledUpWithZeros() throws IOException {
    byte[] data = new byte[(9 << 20) + 77];
    new Random(1).nextBytes(data);
    byte[] whole = Arrays.copyOf(data, (16 << 20) / 128 * 127);
    DataTree.Piece piece = file(data).piece();
    assertEquals(16 << 20, piece.paddedBytes());
    assertEquals(DataTree.ofPadded(Commitment.Kind.PIECE, Fr32.pad(whole)), piece.commitment());
    assertEquals(128, file(new byte[1]).piece().paddedBytes());
    assertEquals(256, file(new byte[128]).piece().paddedBytes());
    assertThrows(EOFException.class, () -> file(new byte[0]).piece());
  }

  @Test
  void commDOfUnsealedFilesReadsNoMoreThanTheSector() throws IOException {
    byte[] data = RandomReplica.nodes(8 << 20, 3);
    Commitment commD = DataTree.ofPadded(Commitment.Kind.DATA, data);
    assertEquals(commD, file(Arrays.copyOf(data, data.length + 40)).commD(8 << 20));
    assertThrows(EOFException.class, () -> file(new byte[1000]).commD(2048));
  }
}
