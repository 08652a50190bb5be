package io.sectorsh.filecoin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SectorIdTest {
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void fileNameReadsBack() {
    SectorId sector = new SectorId(1000, 5);
    assertEquals("s-t01000-5", sector.fileName());
    assertEquals("s-t01000-5", sector.toString());
    assertEquals(sector, SectorId.parseFileName("s-t01000-5"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "s-t01000-5.tmp", "s-t01000-05", "s-f01000-5", "s-t01000", "s-t01000--5"})
  void otherNamesAreNoSectorFiles(String name) {
    assertThrows(MalformedValueException.class, () -> SectorId.parseFileName(name));
  }

  @Test
  void lotusTakesATemporaryNameForTheSector() {
    assertEquals(Optional.of(new SectorId(1000, 5)), SectorId.readByLotus("s-t01000-5.tmp"));
    assertEquals(Optional.empty(), SectorId.readByLotus("lost+found"));
  }

  @Test
  void jsonHasGoNames() throws Exception {
    assertEquals("{\"Miner\":1000,\"Number\":5}", json.writeValueAsString(new SectorId(1000, 5)));
    assertEquals(
        new SectorId(1000, 5), json.readValue("{\"miner\":1000,\"number\":5}", SectorId.class));
    assertEquals(new SectorId(0, 0), json.readValue("{}", SectorId.class));
  }

  @Test
  void sectorsSortByMinerThenNumber() {
    assertTrue(new SectorId(1, 9).compareTo(new SectorId(2, 1)) < 0);
    assertTrue(new SectorId(1, 9).compareTo(new SectorId(1, 10)) < 0);
  }
}
