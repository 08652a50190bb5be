package io.sectorsh.filecoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProofTypesTest {
  @ParameterizedTest
  @CsvSource({
    "0, V1, 2048",
    "4, V1, 68719476736",
    "5, V1_1, 2048",
    "8, V1_1, 34359738368",
    "13, SYNTHETIC, 34359738368",
    "16, NON_INTERACTIVE, 8388608",
    "17, NON_INTERACTIVE, 536870912",
  })
  void sealProofsHaveFamilyAndSize(int number, SealProof.Family family, long bytes) {
    SealProof proof = SealProof.ofNumber(number);
    assertEquals(family, proof.family());
    assertEquals(SectorSize.ofBytes(bytes), proof.sectorSize());
    assertEquals(number, proof.number());
    assertEquals(proof, SealProof.of(family, proof.sectorSize()));
    assertEquals(10 + number % 5, proof.windowPoSt().number());
  }

  @ParameterizedTest
  @CsvSource({
    "3, WINNING, 34359738368",
    "5, WINDOW_V1, 2048",
    "14, WINDOW_V1_1, 68719476736",
  })
  void poStProofsHaveKindAndSize(int number, PoStProof.Kind kind, long bytes) {
    PoStProof proof = PoStProof.ofNumber(number);
    assertEquals(kind, proof.kind());
    assertEquals(bytes, proof.sectorSize().bytes());
    assertEquals(number, proof.number());
  }

  @Test
  void jsonIsTheNumber() throws Exception {
    ObjectMapper json = new ObjectMapper();
    assertEquals("8", json.writeValueAsString(SealProof.V1_1_32GIB));
    assertEquals(SealProof.V1_1_32GIB, json.readValue("8", SealProof.class));
    assertEquals("13", json.writeValueAsString(PoStProof.WINDOW_V1_1_32GIB));
    assertEquals(PoStProof.WINDOW_V1_1_32GIB, json.readValue("13", PoStProof.class));
    assertEquals("34359738368", json.writeValueAsString(SectorSize.GIB_32));
    assertEquals(SectorSize.GIB_32, json.readValue("34359738368", SectorSize.class));
  }

  @Test
  void unknownNumbersAreRefused() {
    assertThrows(MalformedValueException.class, () -> SealProof.ofNumber(20));
    assertThrows(MalformedValueException.class, () -> SealProof.ofNumber(-1));
    assertThrows(MalformedValueException.class, () -> PoStProof.ofNumber(15));
    assertThrows(MalformedValueException.class, () -> SectorSize.ofBytes(4096));
  }
}
