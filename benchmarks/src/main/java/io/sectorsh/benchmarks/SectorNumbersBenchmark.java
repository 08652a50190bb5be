package io.sectorsh.benchmarks;

import io.sectorsh.filecoin.SectorNumbers;
import java.util.BitSet;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Sets of sector numbers as run lengths, beside java.util.BitSet. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SectorNumbersBenchmark {
  /** How many runs each of the two sets has. */
  @Param({"100", "10000"})
  public int runs;

  private SectorNumbers one = SectorNumbers.EMPTY;
  private SectorNumbers other = SectorNumbers.EMPTY;
  private byte[] encoded = {};
  private BitSet oneBits = new BitSet();
  private BitSet otherBits = new BitSet();

  /** Makes both sets in both forms. */
  @Setup
  public void prepare() {
    Random random = new Random(1);
    oneBits = bits(random);
    otherBits = bits(random);
    one = SectorNumbers.of(oneBits.stream().asLongStream().toArray());
    other = SectorNumbers.of(otherBits.stream().asLongStream().toArray());
    encoded = one.encode();
  }

  /** Ours. */
  @Benchmark
  public SectorNumbers union() {
    return one.union(other);
  }

  /** Reading what the chain keeps. */
  @Benchmark
  public SectorNumbers decode() {
    return SectorNumbers.decode(encoded);
  }

  /** The comparison. */
  @Benchmark
  public BitSet unionOfBitSets() {
    BitSet union = (BitSet) oneBits.clone();
    union.or(otherBits);
    return union;
  }

  private BitSet bits(Random random) {
    BitSet bits = new BitSet();
    int next = 0;
    for (int run = 0; run < runs; run++) {
      next += 1 + random.nextInt(20);
      int end = next + 1 + random.nextInt(50);
      bits.set(next, end);
      next = end;
    }
    return bits;
  }
}
