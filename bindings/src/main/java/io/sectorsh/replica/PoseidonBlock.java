package io.sectorsh.replica;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A few partial rounds at once: elements 1 and up stay as they are until the end of the block,
 * which saves most reductions. With y(i) for what round i's S-box gives, element 0 of each round is
 * a sum over the other elements and y(0) to y(i), and each other element gets a sum over all y in
 * the end.
 *
 * @param rows for each round the factors of elements 1 and up, then of y(0) to y(i)
 * @param updates for each element from 1 on the factors of all y
 */
record PoseidonBlock(int rounds, long[][] rows, long[] updates) {
  /**
   * @param columns for each round what makes element 0 of it: factor of y first, then the others'
   * @param additions for each round what y adds to elements 1 and up
   */
  static PoseidonBlock of(List<List<BigInteger>> columns, List<List<BigInteger>> additions) {
    int rounds = columns.size();
    int others = additions.get(0).size();
    long[][] rows = new long[rounds][];
    for (int round = 0; round < rounds; round++) {
      List<BigInteger> column = columns.get(round);
      List<BigInteger> factors = new ArrayList<>(column.subList(1, column.size()));
      for (int earlier = 0; earlier < round; earlier++) {
        factors.add(cross(column.subList(1, column.size()), additions.get(earlier)));
      }
      factors.add(column.get(0));
      rows[round] = Field.elements(factors);
    }
    List<BigInteger> updates = new ArrayList<>();
    for (int other = 0; other < others; other++) {
      for (List<BigInteger> addition : additions) {
        updates.add(addition.get(other));
      }
    }
    return new PoseidonBlock(rounds, rows, Field.elements(updates));
  }

  private static BigInteger cross(List<BigInteger> factors, List<BigInteger> addition) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < factors.size(); i++) {
      sum = sum.add(factors.get(i).multiply(addition.get(i)));
    }
    return sum.mod(Field.MODULUS);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PoseidonBlock block
        && Arrays.deepEquals(rows, block.rows)
        && Arrays.equals(updates, block.updates);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.deepHashCode(rows) + Arrays.hashCode(updates);
  }

  @Override
  public String toString() {
    return rounds + " partial rounds";
  }
}
