package io.sectorsh.filecoin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sectorsh.filecoin.cbor.CborWriter;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CidTest {
  @Test
  void versionZeroIsBase58() {
    Cid cid = Cid.parse("QmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n");
    assertEquals(0, cid.getVersion());
    assertEquals(0x70, cid.getCodec());
    assertEquals(
        "1220e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        HexFormat.of().formatHex(cid.toBytes()));
    assertEquals("QmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n", cid.toString());
  }

  @Test
  void versionOneIsReadInEveryBaseAndPrintedInBase32() {
    Cid cid = Cid.ofDagCbor(new byte[] {(byte) 0x80});
    String text = cid.toString();
    assertTrue(text.startsWith("bafy2bzace"), text);
    assertEquals(cid, Cid.parse(text));
    assertEquals(cid, Cid.parse("B" + text.substring(1).toUpperCase(java.util.Locale.ROOT)));
    assertEquals(cid, Cid.parse("f" + HexFormat.of().formatHex(cid.toBytes())));
    assertEquals(cid, Cid.parse("z" + Base58.encode(cid.toBytes())));
  }

  /** The Messages member of a block without messages, made from its two empty lists. */
  @Test
  void blocksAreHashedAsLotusHashesThem() {
    Cid emptyList = Cid.ofDagCbor(HexFormat.of().parseHex("8300008341008080"));
    byte[] lists =
        new CborWriter().writeArrayHeader(2).writeCid(emptyList).writeCid(emptyList).toBytes();
    assertEquals(
        "bafy2bzacecmda75ovposbdateg7eyhwij65zklgyijgcjwynlklmqazpwlhba",
        Cid.ofDagCbor(lists).toString());
  }

  @Test
  void tipsetKeysAreCidsOneAfterAnother() {
    List<Cid> cids =
        List.of(
            Cid.ofDagCbor(new byte[] {1}),
            Cid.ofDagCbor(new byte[] {2}),
            Cid.parse("QmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n"));
    ByteArrayOutputStream key = new ByteArrayOutputStream();
    cids.forEach(cid -> key.writeBytes(cid.toBytes()));
    assertEquals(cids, Cid.listFromBytes(key.toByteArray()));
    key.write(1);
    assertThrows(MalformedValueException.class, () -> Cid.listFromBytes(key.toByteArray()));
  }

  @Test
  void jsonIsALink() throws Exception {
    ObjectMapper json = new ObjectMapper();
    Cid cid = Cid.ofDagCbor(new byte[] {1});
    String written = "{\"/\":\"" + cid + "\"}";
    assertEquals(written, json.writeValueAsString(cid));
    assertEquals(cid, json.readValue(written, Cid.class));
    assertThrows(JsonMappingException.class, () -> json.readValue("\"" + cid + "\"", Cid.class));
    assertThrows(JsonMappingException.class, () -> json.readValue("{}", Cid.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "b",
        "bafy2",
        "Qm",
        "xafy2bzacecmda75ovposbdateg7eyhwij65zklgyijgcjwynlklmqazpwlhba",
        "bafy2bzacecmda75ovposbdateg7eyhwij65zklgyijgcjwynlklmqazpwlhbb",
        "bafy2bzacecmda75ovposbdateg7eyhwij65zklgyijgcjwynlklmqazpwlh",
        "f0",
        "fzz",
        "z0",
      })
  void wrongTextsAreRefused(String text) {
    assertThrows(MalformedValueException.class, () -> Cid.parse(text));
  }

  @Test
  void damagedTextsGiveACidThatReadsBackOrTheTypedError() {
    Random random = new Random(5);
    String good = Cid.ofDagCbor(new byte[] {7}).toString();
    for (int i = 0; i < Trials.of(20_000); i++) {
      StringBuilder text = new StringBuilder(good);
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        text.setCharAt(random.nextInt(text.length()), (char) (33 + random.nextInt(94)));
      }
      try {
        Cid cid = Cid.parse(text.toString());
        assertEquals(cid, Cid.parse(cid.toString()));
        assertArrayEquals(cid.toBytes(), Cid.fromBytes(cid.toBytes()).toBytes());
      } catch (MalformedValueException expected) {
        assertTrue(String.valueOf(expected.getMessage()).startsWith("not a CID"));
      }
    }
  }
}
