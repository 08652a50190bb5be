package io.sectorsh.replica;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Montgomery's division of columns by 2^280. Since q is 1 modulo 2^28, the multiple of q that makes
 * a limb zero is the limb's negative, and needs no multiplication.
 */
final class LaneReduction {
  private static final VectorSpecies<Long> SPECIES = Lanes.SPECIES;
  private static final int WIDTH = Lanes.WIDTH;

  private LaneReduction() {}

  /** Divides, clears nothing, and writes limbs below 2^28. */
  static void run(long[] columns, long[] out, int outAt) {
    for (int row = 0; row < Lanes.LIMBS; row++) {
      takeAway(columns, row * WIDTH);
    }
    carry(columns, Lanes.LIMBS * WIDTH, Lanes.LIMBS - 1, out, outAt);
  }

  private static void takeAway(long[] columns, int at) {
    LongVector limb = LongVector.fromArray(SPECIES, columns, at);
    LongVector m = LongVector.zero(SPECIES).sub(limb).and(Lanes.MASK);
    LongVector up = limb.add(m).lanewise(VectorOperators.LSHR, Lanes.BITS);
    LongVector.fromArray(SPECIES, columns, at + WIDTH).add(up).intoArray(columns, at + WIDTH);
    LongVector.fromArray(SPECIES, columns, at + 1 * WIDTH)
        .add(m.mul(LongVector.broadcast(SPECIES, 0xffffff0L)))
        .intoArray(columns, at + 1 * WIDTH);
    LongVector.fromArray(SPECIES, columns, at + 2 * WIDTH)
        .add(m.mul(LongVector.broadcast(SPECIES, 0xe5bfeffL)))
        .intoArray(columns, at + 2 * WIDTH);
    LongVector.fromArray(SPECIES, columns, at + 3 * WIDTH)
        .add(m.mul(LongVector.broadcast(SPECIES, 0xa402fffL)))
        .intoArray(columns, at + 3 * WIDTH);
    LongVector.fromArray(SPECIES, columns, at + 4 * WIDTH)
        .add(m.mul(LongVector.broadcast(SPECIES, 0x80553bdL)))
        .intoArray(columns, at + 4 * WIDTH);
    LongVector.fromArray(SPECIES, columns, at + 5 * WIDTH)
        .add(m.mul(LongVector.broadcast(SPECIES, 0x809a1dL)))
        .intoArray(columns, at + 5 * WIDTH);
    LongVector.fromArray(SPECIES, columns, at + 6 * WIDTH)
        .add(m.mul(LongVector.broadcast(SPECIES, 0x83339d8L)))
        .intoArray(columns, at + 6 * WIDTH);
    LongVector.fromArray(SPECIES, columns, at + 7 * WIDTH)
        .add(m.mul(LongVector.broadcast(SPECIES, 0x299d7d4L)))
        .intoArray(columns, at + 7 * WIDTH);
    LongVector.fromArray(SPECIES, columns, at + 8 * WIDTH)
        .add(m.mul(LongVector.broadcast(SPECIES, 0x3eda753L)))
        .intoArray(columns, at + 8 * WIDTH);
    LongVector.fromArray(SPECIES, columns, at + 9 * WIDTH)
        .add(m.mul(LongVector.broadcast(SPECIES, 0x7L)))
        .intoArray(columns, at + 9 * WIDTH);
  }

  /** Brings limbs below 2^28; what is left over becomes the last one. */
  static void carry(long[] limbs, int at, int count, long[] out, int outAt) {
    LongVector carry = LongVector.zero(SPECIES);
    for (int k = 0; k < count; k++) {
      LongVector limb = LongVector.fromArray(SPECIES, limbs, at + k * WIDTH).add(carry);
      limb.and(Lanes.MASK).intoArray(out, outAt + k * WIDTH);
      carry = limb.lanewise(VectorOperators.LSHR, Lanes.BITS);
    }
    carry.intoArray(out, outAt + count * WIDTH);
  }

  /** As {@link #carry} within an element whose last limb takes the rest. */
  static void settle(long[] element, int at) {
    int last = at + (Lanes.LIMBS - 1) * WIDTH;
    LongVector before = LongVector.fromArray(SPECIES, element, last);
    carry(element, at, Lanes.LIMBS - 1, element, at);
    LongVector.fromArray(SPECIES, element, last).add(before).intoArray(element, last);
  }
}
