package io.sectorsh.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoseidonTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8, 11})
  void hashesAreThoseOfNeptune(int arity) throws Exception {
    Poseidon hash = Poseidon.ofArity(arity);
    for (JsonNode vector :
        ProofVectors.json("vectors.json").at("/poseidon/" + arity + "/vectors")) {
      byte[][] nodes = new byte[arity][];
      for (int i = 0; i < arity; i++) {
        nodes[i] = ProofVectors.bytes(vector.get("in").get(i));
      }
      assertEquals(vector.get("out").asText(), ProofVectors.hex(hash.hash(nodes)));
    }
  }

  @Test
  void snapDealsHashWithATagOfTheirOwn() throws Exception {
    for (JsonNode vector : ProofVectors.json("vectors.json").get("snap")) {
      byte[] left = ProofVectors.bytes(vector.get("in").get(0));
      byte[] right = ProofVectors.bytes(vector.get("in").get(1));
      assertEquals(
          vector.get("out").asText(), ProofVectors.hex(Poseidon.forSnapDeals().hash(left, right)));
    }
  }

  /** The plain definition with exact numbers, against the form with sparse matrices. */
  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8, 11})
  void fastFormAgreesWithThePlainDefinition(int arity) {
    PlainPoseidon plain = new PlainPoseidon(arity);
    Poseidon fast = Poseidon.ofArity(arity);
    Random random = new Random(arity);
    for (int i = 0; i < 20; i++) {
      byte[][] nodes = new byte[arity][];
      for (int n = 0; n < arity; n++) {
        nodes[n] = i == 0 ? largest() : node(random);
      }
      assertEquals(ProofVectors.hex(plain.hash(nodes)), ProofVectors.hex(fast.hash(nodes)));
    }
  }

  @Test
  void aNodeThatIsNoFieldElementIsNamed() {
    byte[] bad = PlainPoseidon.littleEndian(Field.MODULUS);
    DamagedNodeException damaged =
        assertThrows(DamagedNodeException.class, () -> Poseidon.ofArity(2).hash(new byte[32], bad));
    assertEquals(1, damaged.getIndex());
    byte[] ones = new byte[32];
    Arrays.fill(ones, (byte) -1);
    assertThrows(DamagedNodeException.class, () -> Poseidon.ofArity(2).hash(ones, new byte[32]));
  }

  @Test
  void onlyAritiesOfFilecoinAreKnown() {
    assertThrows(IllegalArgumentException.class, () -> Poseidon.ofArity(3));
    assertThrows(IllegalArgumentException.class, () -> Poseidon.ofArity(2).hash(new byte[32]));
    assertThrows(
        IllegalArgumentException.class, () -> Poseidon.ofArity(2).hash(new byte[32], new byte[31]));
  }

  @Test
  void firstConstantIsThatOfTheGrainRegister() {
    byte[] first =
        HexFormat.of().parseHex("f9c2f4f25441984394d48ce4e74a2bc54ad86d77dbad3c8ce05f04c4120de96c");
    BigInteger constant = new Grain(9, 8, 57).nextConstant();
    assertEquals(ProofVectors.hex(first), ProofVectors.hex(PlainPoseidon.littleEndian(constant)));
  }

  private static byte[] largest() {
    return PlainPoseidon.littleEndian(Field.MODULUS.subtract(BigInteger.ONE));
  }

  private static byte[] node(Random random) {
    return PlainPoseidon.littleEndian(new BigInteger(300, random).mod(Field.MODULUS));
  }
}
