package io.sectorsh.filecoin;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A set of sector numbers from 0 to 2^63-1, kept as ranges: a set of 2^40 neighbours costs no more
 * than one number.
 *
 * <p>Bytes are RLE+ (Filecoin specification, "RLE+ Bitset Encoding"; go-bitfield): {@link #decode},
 * {@link #encode}. JSON is the list of run lengths that lotus and damocles write, starting with a
 * run of numbers that are not in the set: {0, 1} is {@code [0,2]}, the empty set {@code [0]}.
 * Immutable.
 */
public final class SectorNumbers implements Iterable<Long> {
  /** The longest RLE+ form that lotus reads or writes, in bytes (go-bitfield). */
  public static final int MOST_ENCODED_BYTES = 32768;

  /** No numbers. */
  public static final SectorNumbers EMPTY = new SectorNumbers(new long[0]);

  /** First and last of each range in turn; ranges rise and neither overlap nor touch. */
  private final long[] bounds;

  SectorNumbers(long[] bounds) {
    this.bounds = bounds;
  }

  /** Just these numbers, in any order. */
  public static SectorNumbers of(long... numbers) {
    long[] sorted = numbers.clone();
    Arrays.sort(sorted);
    RangeList ranges = new RangeList();
    for (long number : sorted) {
      ranges.add(checked(number), number);
    }
    return ranges.toNumbers();
  }

  /** All numbers from the first to the last, both included. */
  public static SectorNumbers range(long first, long last) {
    SectorRange range = new SectorRange(first, last);
    return new SectorNumbers(new long[] {range.first(), range.last()});
  }

  /** All numbers of some ranges, in any order; they may overlap. */
  public static SectorNumbers ofRanges(Iterable<SectorRange> ranges) {
    List<SectorRange> sorted = new ArrayList<>();
    ranges.forEach(sorted::add);
    sorted.sort((a, b) -> Long.compare(a.first(), b.first()));
    RangeList list = new RangeList();
    sorted.forEach(range -> list.add(range.first(), range.last()));
    return list.toNumbers();
  }

  /**
   * Reads what people type and {@link #toString} prints: {@code 1-3,7}; {@code none} or nothing is
   * the empty set.
   *
   * @throws MalformedValueException when it is something else
   */
  public static SectorNumbers parse(String text) {
    return SectorNumbersText.parse(text);
  }

  /**
   * Reads RLE+ bytes.
   *
   * @throws MalformedValueException when they are not RLE+, or hold a number above 2^63-1
   */
  public static SectorNumbers decode(byte[] rlePlus) {
    return RunLengths.decode(rlePlus);
  }

  /** The canonical RLE+ bytes; none for the empty set. */
  public byte[] encode() {
    return RunLengths.encode(this);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static SectorNumbers fromJson(List<Object> lengths) {
    RunCollector runs = new RunCollector(false);
    for (int i = 0; i < lengths.size(); i++) {
      long length = runLength(String.valueOf(lengths.get(i)), i);
      if (length == 0) {
        runs = new RunCollector(true);
      } else {
        runs.add(length);
      }
    }
    return runs.toNumbers();
  }

  private static long runLength(String length, int index) {
    try {
      long value = Long.parseUnsignedLong(length);
      if (value != 0 || index == 0) {
        return value;
      }
    } catch (NumberFormatException wrong) {
      // Refused below, as a zero is.
    }
    throw new MalformedValueException("not a set of sectors: run " + index + " is " + length);
  }

  @JsonValue
  List<BigInteger> toJson() {
    List<BigInteger> lengths = new ArrayList<>(bounds.length + 1);
    BigInteger next = BigInteger.ZERO;
    for (int i = 0; i < bounds.length; i += 2) {
      BigInteger first = BigInteger.valueOf(bounds[i]);
      lengths.add(first.subtract(next));
      next = BigInteger.valueOf(bounds[i + 1]).add(BigInteger.ONE);
      lengths.add(next.subtract(first));
    }
    return lengths.isEmpty() ? List.of(BigInteger.ZERO) : lengths;
  }

  /** The numbers that are in this set or in the other. */
  public SectorNumbers union(SectorNumbers other) {
    RangeList result = new RangeList();
    int mine = 0;
    int theirs = 0;
    while (mine < bounds.length || theirs < other.bounds.length) {
      boolean takeMine =
          theirs >= other.bounds.length
              || mine < bounds.length && bounds[mine] <= other.bounds[theirs];
      if (takeMine) {
        result.add(bounds[mine], bounds[mine + 1]);
        mine += 2;
      } else {
        result.add(other.bounds[theirs], other.bounds[theirs + 1]);
        theirs += 2;
      }
    }
    return result.toNumbers();
  }

  /** The numbers that are in both sets. */
  public SectorNumbers intersect(SectorNumbers other) {
    RangeList result = new RangeList();
    int mine = 0;
    int theirs = 0;
    while (mine < bounds.length && theirs < other.bounds.length) {
      long first = Math.max(bounds[mine], other.bounds[theirs]);
      long last = Math.min(bounds[mine + 1], other.bounds[theirs + 1]);
      if (first <= last) {
        result.add(first, last);
      }
      if (bounds[mine + 1] < other.bounds[theirs + 1]) {
        mine += 2;
      } else {
        theirs += 2;
      }
    }
    return result.toNumbers();
  }

  /** The numbers of this set that are not in the other. */
  public SectorNumbers subtract(SectorNumbers other) {
    return intersect(other.complement());
  }

  private SectorNumbers complement() {
    RangeList result = new RangeList();
    long next = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      if (bounds[i] > next) {
        result.add(next, bounds[i] - 1);
      }
      if (bounds[i + 1] == Long.MAX_VALUE) {
        return result.toNumbers();
      }
      next = bounds[i + 1] + 1;
    }
    result.add(next, Long.MAX_VALUE);
    return result.toNumbers();
  }

  /** Whether a number is in the set. */
  public boolean contains(long number) {
    int at = Arrays.binarySearch(bounds, number);
    return at >= 0 || (-at - 1) % 2 == 1;
  }

  /** How many numbers; 2^63-1 also when there is one more. */
  public long count() {
    long count = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      count += bounds[i + 1] - bounds[i] + 1;
    }
    return count < 0 ? Long.MAX_VALUE : count;
  }

  /** Whether there are no numbers. */
  public boolean isEmpty() {
    return bounds.length == 0;
  }

  /** The lowest number. */
  public OptionalLong first() {
    return isEmpty() ? OptionalLong.empty() : OptionalLong.of(bounds[0]);
  }

  /** The highest number. */
  public OptionalLong last() {
    return isEmpty() ? OptionalLong.empty() : OptionalLong.of(bounds[bounds.length - 1]);
  }

  /**
   * The lowest number that is not in the set.
   *
   * @throws ArithmeticException when the set has every number
   */
  public long lowestFree() {
    return isEmpty() || bounds[0] > 0 ? 0 : Math.addExact(bounds[1], 1);
  }

  /** The ranges in rising order. */
  public List<SectorRange> ranges() {
    return IntStream.range(0, bounds.length / 2)
        .mapToObj(i -> new SectorRange(bounds[2 * i], bounds[2 * i + 1]))
        .toList();
  }

  /** The numbers in rising order. */
  public LongStream stream() {
    return IntStream.range(0, bounds.length / 2)
        .mapToObj(i -> LongStream.rangeClosed(bounds[2 * i], bounds[2 * i + 1]))
        .flatMapToLong(numbers -> numbers);
  }

  /** The numbers in rising order, one at a time. */
  @Override
  public Iterator<Long> iterator() {
    return new RangeIterator(bounds);
  }

  /** {@code 0-11,15}, or {@code none}. */
  @Override
  public String toString() {
    return SectorNumbersText.write(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SectorNumbers that && Arrays.equals(bounds, that.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  private static long checked(long number) {
    if (number < 0) {
      throw new MalformedValueException("a sector's number is not negative: " + number);
    }
    return number;
  }
}
