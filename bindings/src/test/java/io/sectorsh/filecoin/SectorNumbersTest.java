package io.sectorsh.filecoin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes are as lotus-miner 1.36.2 wrote them on a 2 KiB development network. */
class SectorNumbersTest {
  private final ObjectMapper json = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none | ''",
        "0 | 0c",
        "1 | 18",
        "0-1 | 54",
        "0-11 | 9401",
        "100-109,200 | 804c452b",
        "0-2047 | 041002",
        "3,24-323 | 704201ab",
        "100-109,200,300-304 | 804c452b6316",
      })
  void rlePlusIsAsLotusWritesIt(String numbers, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertEquals(numbers, SectorNumbers.decode(bytes).toString());
    assertArrayEquals(bytes, SectorNumbers.parse(numbers).encode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none | [0]",
        "0-1 | [0,2]",
        "1 | [1,1]",
        "100-109,200 | [100,10,90,1]",
      })
  void jsonIsRunLengthsFromARunOfNumbersLeftOut(String numbers, String lengths) throws Exception {
    assertEquals(lengths, json.writeValueAsString(SectorNumbers.parse(numbers)));
    assertEquals(SectorNumbers.parse(numbers), json.readValue(lengths, SectorNumbers.class));
  }

  @Test
  void jsonEmptyListIsTheEmptySet() throws Exception {
    assertEquals(SectorNumbers.EMPTY, json.readValue("[]", SectorNumbers.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[1,0,1]", "[-1]", "[18446744073709551615,1]", "[1.5]", "[9223372036854775807,2]"})
  void wrongJsonIsRefused(String lengths) {
    assertThrows(JsonMappingException.class, () -> json.readValue(lengths, SectorNumbers.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00", // ends in zero
        "01", // version
        "0c00", // ends in zero
        "04feffffffffffffffff01", // over 2^64-1
      })
  void wrongBytesAreRefused(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThrows(MalformedValueException.class, () -> SectorNumbers.decode(bytes));
  }

  @Test
  void longerFormsThanNeededAreReadAsLotusReadsThem() {
    BitWriter bits = new BitWriter();
    bits.write(0b100, 3);
    bits.write(0, 2);
    bits.write(3, 8);
    assertEquals(SectorNumbers.range(0, 2), SectorNumbers.decode(bits.toBytes()));
  }

  @Test
  void trillionsOfNeighboursCostNothing() {
    long many = 1L << 40;
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          SectorNumbers all = SectorNumbers.range(0, many - 1);
          SectorNumbers some = all.subtract(SectorNumbers.of(7, many / 2));
          assertEquals(many - 2, some.count());
          assertEquals(some, SectorNumbers.decode(some.encode()));
          assertEquals(all, some.union(SectorNumbers.range(3, many / 2)));
          assertEquals(SectorNumbers.of(7, many / 2), all.subtract(some));
          assertEquals(some, json.readValue(json.writeValueAsString(some), SectorNumbers.class));
          assertEquals(7, some.lowestFree());
        });
  }

  @Test
  void theHighestNumberIsTwoToThe63LessOne() throws Exception {
    SectorNumbers all = SectorNumbers.range(0, Long.MAX_VALUE);
    assertEquals("[0,9223372036854775808]", json.writeValueAsString(all));
    assertEquals(all, SectorNumbers.decode(all.encode()));
    assertEquals(Long.MAX_VALUE, all.count());
    assertEquals(SectorNumbers.EMPTY, all.subtract(all));
    assertEquals(all, all.union(SectorNumbers.of(Long.MAX_VALUE)));
    assertThrows(ArithmeticException.class, all::lowestFree);
  }

  @Test
  void endsAndLowestFreeNumberAreFound() {
    SectorNumbers numbers = SectorNumbers.of(9, 1, 0, 2, 2);
    assertEquals("0-2,9", numbers.toString());
    assertEquals(OptionalLong.of(0), numbers.first());
    assertEquals(OptionalLong.of(9), numbers.last());
    assertEquals(3, numbers.lowestFree());
    assertEquals(0, SectorNumbers.of(1).lowestFree());
    assertEquals(0, SectorNumbers.EMPTY.lowestFree());
    assertEquals(OptionalLong.empty(), SectorNumbers.EMPTY.last());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"'' | none", "3, 1 - 2 | 1-3", "5..7,6 | 5-7", " 4 | 4"})
  void typedNumbersAreReadInAnyOrder(String typed, String printed) {
    assertEquals(printed, SectorNumbers.parse(typed).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "1-", "-1", "3-2", "1,,2", "99999999999999999999"})
  void wrongTextsAreRefused(String typed) {
    assertThrows(MalformedValueException.class, () -> SectorNumbers.parse(typed));
  }

  @Test
  void setAlgebraAgreesWithTreeSet() {
    Random random = new Random(1);
    for (int i = 0; i < Trials.of(3_000); i++) {
      TreeSet<Long> a = randomSet(random);
      TreeSet<Long> b = randomSet(random);
      SectorNumbers left = numbers(a);
      SectorNumbers right = numbers(b);
      TreeSet<Long> union = new TreeSet<>(a);
      union.addAll(b);
      TreeSet<Long> both = new TreeSet<>(a);
      both.retainAll(b);
      TreeSet<Long> rest = new TreeSet<>(a);
      rest.removeAll(b);
      assertSame(union, left.union(right));
      assertSame(both, left.intersect(right));
      assertSame(rest, left.subtract(right));
      for (long n = 0; n < 70; n++) {
        assertEquals(a.contains(n), left.contains(n));
      }
    }
  }

  private static void assertSame(TreeSet<Long> expected, SectorNumbers actual) {
    TreeSet<Long> found = new TreeSet<>();
    actual.forEach(found::add);
    assertEquals(expected, found);
    assertEquals(expected.size(), actual.count());
    assertEquals(numbers(expected), actual);
    assertArrayEquals(
        expected.stream().mapToLong(Long::longValue).toArray(), actual.stream().toArray());
    assertEquals(actual, SectorNumbers.decode(actual.encode()));
    assertEquals(actual, SectorNumbers.parse(actual.toString()));
  }

  private static SectorNumbers numbers(TreeSet<Long> set) {
    return SectorNumbers.of(set.stream().mapToLong(Long::longValue).toArray());
  }

  private static TreeSet<Long> randomSet(Random random) {
    TreeSet<Long> set = new TreeSet<>();
    for (int runs = random.nextInt(6); runs > 0; runs--) {
      long first = random.nextInt(64);
      for (long n = first; n <= first + random.nextInt(20); n++) {
        set.add(n);
      }
    }
    return set;
  }

  @Test
  void randomBytesGiveASetThatReadsBackOrTheTypedError() {
    Random random = new Random(2);
    int sets = 0;
    for (int i = 0; i < Trials.of(50_000); i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      if (bytes.length > 0) {
        bytes[0] &= (byte) 0xfc;
      }
      try {
        SectorNumbers numbers = SectorNumbers.decode(bytes);
        assertEquals(numbers, SectorNumbers.decode(numbers.encode()));
        assertFalse(numbers.encode().length > bytes.length);
        sets++;
      } catch (MalformedValueException expected) {
        assertTrue(String.valueOf(expected.getMessage()).startsWith("not a"));
      }
    }
    assertTrue(sets > 1000);
  }
}
