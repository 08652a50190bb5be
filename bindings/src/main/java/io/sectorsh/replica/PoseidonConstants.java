package io.sectorsh.replica;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The numbers of Poseidon for one arity in the form that hashes fast: keys moved through the
 * partial rounds, and those rounds' matrices split into sparse ones (Poseidon paper, appendix B;
 * filecoin-project/neptune, "compressed" and "sparse"). Immutable once made; shared by all threads.
 */
final class PoseidonConstants {
  static final int FULL_ROUNDS = 8;

  /** How many partial rounds share their reductions: fewer reduce more, more multiply more. */
  static final int BLOCK = 4;

  private static final int HALF = FULL_ROUNDS / 2;
  private static final Map<Integer, Integer> PARTIAL_ROUNDS = Map.of(2, 55, 4, 56, 8, 57, 11, 57);
  private static final Map<Integer, PoseidonConstants> MADE = new ConcurrentHashMap<>();

  final int width;
  final int partialRounds;

  /** Round keys in the order of their use. */
  final long[] keys;

  /** The matrix of full rounds; symmetric. */
  final long[] mds;

  /** The matrix of the last full round before the partial ones, column by column. */
  final long[] preSparse;

  /** The partial rounds, {@link #BLOCK} at a time. */
  final List<PoseidonBlock> blocks;

  private final List<BigInteger> roundKeys = new ArrayList<>();
  private final List<BigInteger> compressed = new ArrayList<>();
  private final FieldMatrix matrix;
  private final FieldMatrix inverse;

  static PoseidonConstants ofArity(int arity) {
    if (!PARTIAL_ROUNDS.containsKey(arity)) {
      throw new IllegalArgumentException("no Filecoin tree has arity " + arity);
    }
    return MADE.computeIfAbsent(arity, PoseidonConstants::new);
  }

  private PoseidonConstants(int arity) {
    width = arity + 1;
    partialRounds = PARTIAL_ROUNDS.getOrDefault(arity, 0);
    matrix = FieldMatrix.cauchy(width);
    inverse = matrix.inverse();
    Grain grain = new Grain(width, FULL_ROUNDS, partialRounds);
    for (int i = 0; i < (FULL_ROUNDS + partialRounds) * width; i++) {
      roundKeys.add(grain.nextConstant());
    }
    compress();
    keys = Field.elements(compressed);
    mds = Field.elements(columnsOf(matrix));
    List<List<BigInteger>> columns = new ArrayList<>();
    List<List<BigInteger>> additions = new ArrayList<>();
    preSparse = Field.elements(columnsOf(factor(columns, additions)));
    blocks = blocks(columns, additions);
    roundKeys.clear();
    compressed.clear();
  }

  private BigInteger[] key(int round) {
    return roundKeys.subList(round * width, (round + 1) * width).toArray(BigInteger[]::new);
  }

  private void compress() {
    compressed.addAll(List.of(key(0)));
    for (int i = 1; i < HALF; i++) {
      compressed.addAll(List.of(inverse.multiply(key(i))));
    }
    BigInteger[] single = new BigInteger[partialRounds];
    BigInteger[] carried = key(HALF + partialRounds);
    for (int i = partialRounds - 1; i >= 0; i--) {
      BigInteger[] moved = inverse.multiply(carried);
      single[i] = moved[0];
      moved[0] = BigInteger.ZERO;
      carried = sum(key(HALF + i), moved);
    }
    compressed.addAll(List.of(inverse.multiply(carried)));
    compressed.addAll(List.of(single));
    for (int i = 1; i < HALF; i++) {
      compressed.addAll(List.of(inverse.multiply(key(HALF + partialRounds + i))));
    }
  }

  private static BigInteger[] sum(BigInteger[] a, BigInteger[] b) {
    BigInteger[] sum = new BigInteger[a.length];
    for (int i = 0; i < a.length; i++) {
      sum[i] = a[i].add(b[i]).mod(Field.MODULUS);
    }
    return sum;
  }

  /** Splits the partial rounds' matrices, last round first, and returns what is left over. */
  private FieldMatrix factor(List<List<BigInteger>> columns, List<List<BigInteger>> additions) {
    FieldMatrix current = matrix;
    for (int round = 0; round < partialRounds; round++) {
      List<BigInteger> column = new ArrayList<>();
      column.add(current.rows()[0][0]);
      column.addAll(List.of(current.minor().solve(current.leftColumn())));
      columns.add(0, column);
      additions.add(0, List.of(current.rows()[0]).subList(1, width));
      current = matrix.times(current.prime());
    }
    return current;
  }

  private static List<PoseidonBlock> blocks(
      List<List<BigInteger>> columns, List<List<BigInteger>> additions) {
    List<PoseidonBlock> blocks = new ArrayList<>();
    for (int first = 0; first < columns.size(); first += BLOCK) {
      int end = Math.min(first + BLOCK, columns.size());
      blocks.add(PoseidonBlock.of(columns.subList(first, end), additions.subList(first, end)));
    }
    return List.copyOf(blocks);
  }

  private static List<BigInteger> columnsOf(FieldMatrix matrix) {
    List<BigInteger> entries = new ArrayList<>();
    for (int j = 0; j < matrix.width(); j++) {
      for (int i = 0; i < matrix.width(); i++) {
        entries.add(matrix.rows()[i][j]);
      }
    }
    return entries;
  }
}
