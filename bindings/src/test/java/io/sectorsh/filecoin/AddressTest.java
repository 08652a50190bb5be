package io.sectorsh.filecoin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors are those of the Filecoin specification (appendix "Address"), f4 those of FRC-0048. */
class AddressTest {
  @ParameterizedTest
  @CsvSource({
    "f00, 0000",
    "f0150, 009601",
    "f01024, 008008",
    "f01729, 00c10d",
    "f018446744073709551, 00efcf9adef4a6e220",
    "f17uoq6tp427uzv7fztkbsnn64iwotfrristwpryy, 01fd1d0f4dfcd7e99afcb99a8326b7dc459d32c628",
    "f1xcbgdhkgkwht3hrrnui3jdopeejsoatkzmoltqy, 01b882619d46558f3d9e316d11b48dcf211327026a",
    "f24vg6ut43yw2h2jqydgbg2xq7x6f4kub3bg6as6i, 02e54dea4f9bc5b47d261819826d5e1fbf8bc5503b",
    "f25nml2cfbljvn4goqtclhifepvfnicv6g7mfmmvq, 02eb58bd08a15a6ade19d0989674148fa95a8157c6",
  })
  void textAndBytesAreThoseOfTheSpecification(String text, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertArrayEquals(bytes, Address.parse(text).toBytes());
    assertEquals(text, Address.fromBytes(bytes).toString());
    assertEquals(text, Address.parse(text).toString());
  }

  @Test
  void blsKeysAreRead() {
    String text =
        "f3vvmn62lofvhjd2ugzca6sof2j2ubwok6cj4xxbfzz4yuxfkgobpihhd2thlanmsh3w2ptld2gqkn2jvlss4a";
    Address address = Address.parse(text);
    assertEquals(AddressProtocol.BLS, address.getProtocol());
    assertEquals(48, address.getPayload().length);
    assertEquals(text, address.toString());
  }

  @Test
  void delegatedAddressesKeepTheirNamespace() {
    byte[] ethereum = HexFormat.of().parseHex("040a52963ef50e27e06d72d59fcb4f3c2a687be3cfef");
    Address address = Address.fromBytes(ethereum);
    assertEquals(AddressProtocol.DELEGATED, address.getProtocol());
    assertTrue(address.toString().startsWith("f410f"), address.toString());
    assertEquals("f410fkkld55ioe7qg24wvt7fu6pbknb56ht7pt4zamxa", address.toString());
    assertEquals(address, Address.parse(address.toString()));
  }

  @Test
  void networkLetterIsKeptInPrintAndIgnoredInComparison() {
    Address test = Address.parse("t01000");
    assertEquals("t01000", test.toString());
    assertEquals(Network.TESTNET, test.getNetwork());
    assertEquals(Address.ofId(1000), test);
    assertEquals(Address.ofId(1000).hashCode(), test.hashCode());
    assertEquals("f01000", test.on(Network.MAINNET).toString());
    assertEquals("t01000", Address.ofId(1000, Network.TESTNET).toString());
    assertNotEquals(Address.ofId(1001), test);
  }

  @Test
  void theAbsentAddressPrintsAsLotusPrintsIt() {
    assertEquals("<empty>", Address.UNDEFINED.toString());
    assertEquals(Address.UNDEFINED, Address.parse("<empty>"));
    assertEquals(Address.UNDEFINED, Address.fromBytes(new byte[0]));
    assertEquals(0, Address.UNDEFINED.toBytes().length);
    assertFalse(Address.UNDEFINED.isId());
  }

  @Test
  void actorNumberIsOnlyForIdAddresses() {
    assertEquals(1000, Address.parse("t01000").getActorId());
    Address key = Address.parse("f17uoq6tp427uzv7fztkbsnn64iwotfrristwpryy");
    assertThrows(IllegalStateException.class, key::getActorId);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f",
        "f0",
        "a01000",
        "f0-1",
        "f0abc",
        "f09223372036854775808",
        "f5abc",
        "f17uoq6tp427uzv7fztkbsnn64iwotfrristwpryz",
        "f27uoq6tp427uzv7fztkbsnn64iwotfrristwpryy",
        "f17uoq6tp427uzv7fztkbsnn64iwotfrristwpry",
        "F01000",
        "f410",
        "f4fkkld",
        "f410fkkld55ioe7qg24wvt7fu6pbknb56ht7pt4zamxb",
      })
  void wrongTextsAreRefused(String text) {
    assertThrows(MalformedValueException.class, () -> Address.parse(text));
  }

  @Test
  void jsonIsTheText() throws Exception {
    ObjectMapper json = new ObjectMapper();
    assertEquals("\"t01000\"", json.writeValueAsString(Address.parse("t01000")));
    assertEquals(Address.ofId(1000), json.readValue("\"t01000\"", Address.class));
    assertEquals(Address.UNDEFINED, json.readValue("\"<empty>\"", Address.class));
  }

  @Test
  void randomBytesGiveAnAddressThatReadsBackOrTheTypedError() {
    Random random = new Random(4);
    for (int i = 0; i < Trials.of(20_000); i++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      if (bytes.length > 0) {
        bytes[0] &= 7;
      }
      try {
        Address address = Address.fromBytes(bytes);
        assertArrayEquals(bytes, address.toBytes());
        assertEquals(address, Address.parse(address.toString()));
      } catch (MalformedValueException expected) {
        assertTrue(String.valueOf(expected.getMessage()).length() > 10);
      }
    }
  }
}
