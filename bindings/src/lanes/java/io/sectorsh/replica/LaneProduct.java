package io.sectorsh.replica;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of elements of lanes with each other. Written out limb by limb without methods of its
 * own: the compiler then keeps all columns in vector registers.
 */
final class LaneProduct {
  private static final VectorSpecies<Long> SPECIES = Lanes.SPECIES;
  private static final int WIDTH = Lanes.WIDTH;

  private LaneProduct() {}

  /**
   * Writes the columns of the sum of a[i]*b[i], for {@link LaneReduction}.
   *
   * @param a elements of lanes
   */
  static void sum(long[] a, int aAt, long[] b, int bAt, int terms, long[] columns) {
    LongVector c0 = LongVector.zero(SPECIES);
    LongVector c1 = LongVector.zero(SPECIES);
    LongVector c2 = LongVector.zero(SPECIES);
    LongVector c3 = LongVector.zero(SPECIES);
    LongVector c4 = LongVector.zero(SPECIES);
    LongVector c5 = LongVector.zero(SPECIES);
    LongVector c6 = LongVector.zero(SPECIES);
    LongVector c7 = LongVector.zero(SPECIES);
    LongVector c8 = LongVector.zero(SPECIES);
    LongVector c9 = LongVector.zero(SPECIES);
    LongVector c10 = LongVector.zero(SPECIES);
    LongVector c11 = LongVector.zero(SPECIES);
    LongVector c12 = LongVector.zero(SPECIES);
    LongVector c13 = LongVector.zero(SPECIES);
    LongVector c14 = LongVector.zero(SPECIES);
    LongVector c15 = LongVector.zero(SPECIES);
    LongVector c16 = LongVector.zero(SPECIES);
    LongVector c17 = LongVector.zero(SPECIES);
    LongVector c18 = LongVector.zero(SPECIES);
    int x = aAt;
    int y = bAt;
    for (int term = 0; term < terms; term++) {
      LongVector y0 = LongVector.fromArray(SPECIES, b, y + 0 * WIDTH).and(Lanes.LOW);
      LongVector y1 = LongVector.fromArray(SPECIES, b, y + 1 * WIDTH).and(Lanes.LOW);
      LongVector y2 = LongVector.fromArray(SPECIES, b, y + 2 * WIDTH).and(Lanes.LOW);
      LongVector y3 = LongVector.fromArray(SPECIES, b, y + 3 * WIDTH).and(Lanes.LOW);
      LongVector y4 = LongVector.fromArray(SPECIES, b, y + 4 * WIDTH).and(Lanes.LOW);
      LongVector y5 = LongVector.fromArray(SPECIES, b, y + 5 * WIDTH).and(Lanes.LOW);
      LongVector y6 = LongVector.fromArray(SPECIES, b, y + 6 * WIDTH).and(Lanes.LOW);
      LongVector y7 = LongVector.fromArray(SPECIES, b, y + 7 * WIDTH).and(Lanes.LOW);
      LongVector y8 = LongVector.fromArray(SPECIES, b, y + 8 * WIDTH).and(Lanes.LOW);
      LongVector y9 = LongVector.fromArray(SPECIES, b, y + 9 * WIDTH).and(Lanes.LOW);
      LongVector x0 = LongVector.fromArray(SPECIES, a, x + 0 * WIDTH).and(Lanes.LOW);
      c0 = c0.add(x0.mul(y0));
      c1 = c1.add(x0.mul(y1));
      c2 = c2.add(x0.mul(y2));
      c3 = c3.add(x0.mul(y3));
      c4 = c4.add(x0.mul(y4));
      c5 = c5.add(x0.mul(y5));
      c6 = c6.add(x0.mul(y6));
      c7 = c7.add(x0.mul(y7));
      c8 = c8.add(x0.mul(y8));
      c9 = c9.add(x0.mul(y9));
      LongVector x1 = LongVector.fromArray(SPECIES, a, x + 1 * WIDTH).and(Lanes.LOW);
      c1 = c1.add(x1.mul(y0));
      c2 = c2.add(x1.mul(y1));
      c3 = c3.add(x1.mul(y2));
      c4 = c4.add(x1.mul(y3));
      c5 = c5.add(x1.mul(y4));
      c6 = c6.add(x1.mul(y5));
      c7 = c7.add(x1.mul(y6));
      c8 = c8.add(x1.mul(y7));
      c9 = c9.add(x1.mul(y8));
      c10 = c10.add(x1.mul(y9));
      LongVector x2 = LongVector.fromArray(SPECIES, a, x + 2 * WIDTH).and(Lanes.LOW);
      c2 = c2.add(x2.mul(y0));
      c3 = c3.add(x2.mul(y1));
      c4 = c4.add(x2.mul(y2));
      c5 = c5.add(x2.mul(y3));
      c6 = c6.add(x2.mul(y4));
      c7 = c7.add(x2.mul(y5));
      c8 = c8.add(x2.mul(y6));
      c9 = c9.add(x2.mul(y7));
      c10 = c10.add(x2.mul(y8));
      c11 = c11.add(x2.mul(y9));
      LongVector x3 = LongVector.fromArray(SPECIES, a, x + 3 * WIDTH).and(Lanes.LOW);
      c3 = c3.add(x3.mul(y0));
      c4 = c4.add(x3.mul(y1));
      c5 = c5.add(x3.mul(y2));
      c6 = c6.add(x3.mul(y3));
      c7 = c7.add(x3.mul(y4));
      c8 = c8.add(x3.mul(y5));
      c9 = c9.add(x3.mul(y6));
      c10 = c10.add(x3.mul(y7));
      c11 = c11.add(x3.mul(y8));
      c12 = c12.add(x3.mul(y9));
      LongVector x4 = LongVector.fromArray(SPECIES, a, x + 4 * WIDTH).and(Lanes.LOW);
      c4 = c4.add(x4.mul(y0));
      c5 = c5.add(x4.mul(y1));
      c6 = c6.add(x4.mul(y2));
      c7 = c7.add(x4.mul(y3));
      c8 = c8.add(x4.mul(y4));
      c9 = c9.add(x4.mul(y5));
      c10 = c10.add(x4.mul(y6));
      c11 = c11.add(x4.mul(y7));
      c12 = c12.add(x4.mul(y8));
      c13 = c13.add(x4.mul(y9));
      LongVector x5 = LongVector.fromArray(SPECIES, a, x + 5 * WIDTH).and(Lanes.LOW);
      c5 = c5.add(x5.mul(y0));
      c6 = c6.add(x5.mul(y1));
      c7 = c7.add(x5.mul(y2));
      c8 = c8.add(x5.mul(y3));
      c9 = c9.add(x5.mul(y4));
      c10 = c10.add(x5.mul(y5));
      c11 = c11.add(x5.mul(y6));
      c12 = c12.add(x5.mul(y7));
      c13 = c13.add(x5.mul(y8));
      c14 = c14.add(x5.mul(y9));
      LongVector x6 = LongVector.fromArray(SPECIES, a, x + 6 * WIDTH).and(Lanes.LOW);
      c6 = c6.add(x6.mul(y0));
      c7 = c7.add(x6.mul(y1));
      c8 = c8.add(x6.mul(y2));
      c9 = c9.add(x6.mul(y3));
      c10 = c10.add(x6.mul(y4));
      c11 = c11.add(x6.mul(y5));
      c12 = c12.add(x6.mul(y6));
      c13 = c13.add(x6.mul(y7));
      c14 = c14.add(x6.mul(y8));
      c15 = c15.add(x6.mul(y9));
      LongVector x7 = LongVector.fromArray(SPECIES, a, x + 7 * WIDTH).and(Lanes.LOW);
      c7 = c7.add(x7.mul(y0));
      c8 = c8.add(x7.mul(y1));
      c9 = c9.add(x7.mul(y2));
      c10 = c10.add(x7.mul(y3));
      c11 = c11.add(x7.mul(y4));
      c12 = c12.add(x7.mul(y5));
      c13 = c13.add(x7.mul(y6));
      c14 = c14.add(x7.mul(y7));
      c15 = c15.add(x7.mul(y8));
      c16 = c16.add(x7.mul(y9));
      LongVector x8 = LongVector.fromArray(SPECIES, a, x + 8 * WIDTH).and(Lanes.LOW);
      c8 = c8.add(x8.mul(y0));
      c9 = c9.add(x8.mul(y1));
      c10 = c10.add(x8.mul(y2));
      c11 = c11.add(x8.mul(y3));
      c12 = c12.add(x8.mul(y4));
      c13 = c13.add(x8.mul(y5));
      c14 = c14.add(x8.mul(y6));
      c15 = c15.add(x8.mul(y7));
      c16 = c16.add(x8.mul(y8));
      c17 = c17.add(x8.mul(y9));
      LongVector x9 = LongVector.fromArray(SPECIES, a, x + 9 * WIDTH).and(Lanes.LOW);
      c9 = c9.add(x9.mul(y0));
      c10 = c10.add(x9.mul(y1));
      c11 = c11.add(x9.mul(y2));
      c12 = c12.add(x9.mul(y3));
      c13 = c13.add(x9.mul(y4));
      c14 = c14.add(x9.mul(y5));
      c15 = c15.add(x9.mul(y6));
      c16 = c16.add(x9.mul(y7));
      c17 = c17.add(x9.mul(y8));
      c18 = c18.add(x9.mul(y9));
      x += Lanes.ELEMENT;
      y += Lanes.ELEMENT;
    }
    c0.intoArray(columns, 0 * WIDTH);
    c1.intoArray(columns, 1 * WIDTH);
    c2.intoArray(columns, 2 * WIDTH);
    c3.intoArray(columns, 3 * WIDTH);
    c4.intoArray(columns, 4 * WIDTH);
    c5.intoArray(columns, 5 * WIDTH);
    c6.intoArray(columns, 6 * WIDTH);
    c7.intoArray(columns, 7 * WIDTH);
    c8.intoArray(columns, 8 * WIDTH);
    c9.intoArray(columns, 9 * WIDTH);
    c10.intoArray(columns, 10 * WIDTH);
    c11.intoArray(columns, 11 * WIDTH);
    c12.intoArray(columns, 12 * WIDTH);
    c13.intoArray(columns, 13 * WIDTH);
    c14.intoArray(columns, 14 * WIDTH);
    c15.intoArray(columns, 15 * WIDTH);
    c16.intoArray(columns, 16 * WIDTH);
    c17.intoArray(columns, 17 * WIDTH);
    c18.intoArray(columns, 18 * WIDTH);
  }
}
