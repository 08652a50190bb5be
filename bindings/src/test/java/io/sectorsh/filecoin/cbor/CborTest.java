package io.sectorsh.filecoin.cbor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.filecoin.Trials;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CborTest {
  /** RFC 8949, appendix A. */
  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "23, 17",
    "24, 1818",
    "255, 18ff",
    "256, 190100",
    "65535, 19ffff",
    "65536, 1a00010000",
    "4294967295, 1affffffff",
    "4294967296, 1b0000000100000000",
    "9223372036854775807, 1b7fffffffffffffff",
    "-1, 20",
    "-24, 37",
    "-25, 3818",
    "-256, 38ff",
    "-257, 390100",
    "-9223372036854775808, 3b7fffffffffffffff",
  })
  void numbersHaveTheirShortestForm(long number, String hex) {
    assertArrayEquals(bytes(hex), new CborWriter().writeSigned(number).toBytes());
    CborReader reader = reader(hex);
    assertEquals(number, reader.readSigned());
    reader.expectEnd();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1817",
        "1900ff",
        "1a0000ffff",
        "1b00000000ffffffff",
        "5800",
        "7817",
        "9800",
        "b800",
      })
  void longerFormsThanNeededAreRefused(String hex) {
    assertThrows(CborException.class, () -> reader(hex + "00".repeat(64)).skip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9fff",
        "5f4100ff",
        "bfff",
        "f93c00",
        "fa47c35000",
        "fb3ff199999999999a",
        "f7",
        "f0",
        "f820",
        "1c",
        "ff",
        "c001",
        "d82a01",
        "d82a4100",
        "",
      })
  void whatCborGenNeverWritesIsRefused(String hex) {
    assertThrows(CborException.class, () -> reader(hex).skip());
  }

  @Test
  void errorsSayWhereAndLeaveTheReaderThere() {
    CborReader reader = reader("0163616263");
    assertEquals(1, reader.readUnsigned());
    CborException wrong = assertThrows(CborException.class, reader::readUnsigned);
    assertEquals(1, wrong.getOffset());
    assertEquals("CBOR: no number but TEXT (byte 1)", wrong.getMessage());
    assertEquals("abc", reader.readText());
    assertTrue(reader.isAtEnd());
  }

  @Test
  void offsetsCountFromTheStartOfTheSlice() {
    CborReader reader = new CborReader(bytes("ffff0161ff"), 2, 2);
    assertEquals(1, reader.readUnsigned());
    CborException wrong = assertThrows(CborException.class, reader::readText);
    assertEquals(1, wrong.getOffset());
  }

  @Test
  void filecoinValuesReadBack() {
    Cid cid = Cid.ofDagCbor(new byte[] {1});
    byte[] written =
        new CborWriter()
            .writeArrayHeader(9)
            .writeCid(cid)
            .writeNullableCid(Optional.empty())
            .writeAddress(Address.ofId(1000))
            .writeTokenAmount(TokenAmount.ofFil("-1.5"))
            .writeSectorNumbers(SectorNumbers.range(0, 11))
            .writeBool(true)
            .writeText("State")
            .writeBytes(new byte[300])
            .writeMapHeader(0)
            .toBytes();
    CborReader reader = new CborReader(written);
    reader.expectArray(9);
    assertEquals(CborType.TAG, reader.peekType());
    assertEquals(cid, reader.readCid());
    assertEquals(Optional.empty(), reader.readNullableCid());
    assertEquals(Address.ofId(1000), reader.readAddress());
    assertEquals(TokenAmount.ofFil("-1.5"), reader.readTokenAmount());
    assertEquals(SectorNumbers.range(0, 11), reader.readSectorNumbers());
    assertTrue(reader.readBool());
    assertEquals("State", reader.readText());
    assertEquals(300, reader.readBytes().length);
    assertEquals(0, reader.readMapHeader());
    reader.expectEnd();
    CborReader whole = new CborReader(written);
    assertArrayEquals(written, whole.readRaw());
    assertTrue(whole.isAtEnd());
  }

  @ParameterizedTest
  @CsvSource({"0, 40", "1, 420001", "-1, 420101", "255, 4200ff", "65536, 4400010000"})
  void bigNumbersHaveASignByte(BigInteger value, String hex) {
    assertArrayEquals(bytes(hex), new CborWriter().writeBigInt(value).toBytes());
    assertEquals(value, reader(hex).readBigInt());
  }

  @Test
  void bigNumbersWithAnotherSignByteAreRefused() {
    assertThrows(CborException.class, () -> reader("420201").readBigInt());
  }

  @Test
  void nullIsReadOnlyWhereItStands() {
    CborReader reader = reader("f6f4");
    assertThrows(CborException.class, reader::readBool);
    assertTrue(reader.readNull());
    assertFalse(reader.readNull());
    assertFalse(reader.readBool());
  }

  @Test
  void textCutInsideALetterComesBackByteByByte() {
    String cut = "6461e282e2";
    String text = reader("65" + cut).readText();
    assertEquals("da", text.substring(0, 2));
    assertArrayEquals(bytes("65" + cut), new CborWriter().writeText(text).toBytes());
  }

  @Test
  void lengthsBeyondTheLimitsOrTheBytesAreRefused() {
    assertThrows(CborException.class, () -> reader("992001").readArrayHeader());
    assertThrows(CborException.class, () -> reader("5a00200001").readBytes());
    assertThrows(CborException.class, () -> reader("420001").readBytes(1));
    assertThrows(CborException.class, () -> reader("4300").readBytes());
    assertThrows(CborException.class, () -> reader("1b8000000000000000").readUnsigned());
    assertThrows(CborException.class, () -> reader("83").skip());
  }

  @Test
  void deeplyNestedItemsAreSkippedWithoutRecursion() {
    String deep = "81".repeat(100_000) + "00";
    CborReader reader = reader(deep);
    reader.skip();
    assertTrue(reader.isAtEnd());
  }

  @Test
  void randomTextsComeBackByteByByte() {
    Random random = new Random(7);
    for (int i = 0; i < Trials.of(5_000); i++) {
      byte[] raw = new byte[random.nextInt(24)];
      random.nextBytes(raw);
      byte[] item = new byte[raw.length + 1];
      item[0] = (byte) (0x60 | raw.length);
      System.arraycopy(raw, 0, item, 1, raw.length);
      if (raw.length < 24) {
        String text = new CborReader(item).readText();
        assertArrayEquals(item, new CborWriter().writeText(text).toBytes());
      }
    }
  }

  @Test
  void randomBytesAreReadOrGiveTheTypedError() {
    Random random = new Random(3);
    for (int i = 0; i < Trials.of(50_000); i++) {
      byte[] input = new byte[random.nextInt(50)];
      random.nextBytes(input);
      CborReader reader = new CborReader(input);
      int before = 0;
      try {
        while (!reader.isAtEnd()) {
          before = reader.position();
          readAny(reader, random.nextInt(10));
        }
      } catch (CborException wrong) {
        assertTrue(wrong.getOffset() >= before && wrong.getOffset() <= input.length);
      }
    }
  }

  private static void readAny(CborReader reader, int which) {
    switch (which) {
      case 0 -> reader.readUnsigned();
      case 1 -> reader.readSigned();
      case 2 -> reader.readText();
      case 3 -> reader.readBytes();
      case 4 -> reader.readCid();
      case 5 -> reader.readBigInt();
      case 6 -> reader.readAddress();
      case 7 -> reader.readSectorNumbers();
      case 8 -> reader.readNull();
      default -> reader.skip();
    }
  }

  private static CborReader reader(String hex) {
    return new CborReader(bytes(hex));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
