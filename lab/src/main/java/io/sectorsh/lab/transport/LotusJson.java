package io.sectorsh.lab.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.SectorRange;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;

/** The JSON forms of chain values that Go's types write. */
public final class LotusJson {
  private LotusJson() {}

  /** The CID in an object under a slash. */
  public static ObjectNode cid(Cid cid) {
    return GoJson.object().put("/", cid.toString());
  }

  /** The CID in an object under a slash; null for none. */
  public static JsonNode cid(Optional<Cid> cid) {
    return cid.<JsonNode>map(LotusJson::cid).orElse(NullNode.instance);
  }

  /** Base64 text; null for no bytes. */
  public static JsonNode bytes(byte[] bytes) {
    return bytes.length == 0
        ? NullNode.instance
        : TextNode.valueOf(Base64.getEncoder().encodeToString(bytes));
  }

  /** An array of numbers, as Go writes a [32]byte. */
  public static ArrayNode byteArray(byte[] bytes) {
    ArrayNode array = GoJson.array();
    for (byte one : bytes) {
      array.add(one & 0xff);
    }
    return array;
  }

  /** Run lengths, beginning with a run of absent numbers. */
  public static ArrayNode bitfield(SectorNumbers numbers) {
    ArrayNode runs = GoJson.array();
    long next = 0;
    for (SectorRange range : numbers.ranges()) {
      runs.add(range.first() - next).add(range.last() - range.first() + 1);
      next = range.last() + 1;
    }
    return runs.isEmpty() ? runs.add(0) : runs;
  }

  /** Run lengths, beginning with a run of absent numbers. */
  public static ArrayNode bitfield(Collection<Long> numbers) {
    return bitfield(numbersOf(numbers));
  }

  /** The numbers of run lengths, as {@link #bitfield} writes them. */
  public static SectorNumbers numbers(JsonNode runs) {
    SectorNumbers numbers = SectorNumbers.EMPTY;
    long next = 0;
    for (int at = 0; at < runs.size(); at++) {
      long length = runs.get(at).asLong();
      if (at % 2 == 1) {
        numbers = numbers.union(SectorNumbers.range(next, next + length - 1));
      }
      next += length;
    }
    return numbers;
  }

  /** The numbers as a set. */
  public static SectorNumbers numbersOf(Collection<Long> numbers) {
    return SectorNumbers.of(numbers.stream().mapToLong(Long::longValue).toArray());
  }
}
