package io.sectorsh.benchmarks;

import io.sectorsh.rows.Rows;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Filter and map over a million rows, beside java.util.stream over the same list. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RowsBenchmark {
  private final List<Long> numbers = LongStream.range(0, 1_000_000).boxed().toList();
  private final Rows<Long> rows = Rows.of(Long.class, numbers);

  /** Ours. */
  @Benchmark
  public long rows() {
    return rows.filter(number -> number % 3 == 0).map(number -> number + 1).count();
  }

  /** The comparison. */
  @Benchmark
  public long stream() {
    return numbers.stream()
        .filter(number -> number % 3 == 0)
        .map(number -> number + 1)
        .mapToLong(number -> 1)
        .sum();
  }
}
