package io.sectorsh.replica;

import java.math.BigInteger;

/** A square matrix over the field with exact numbers: for making constants, not for hashing. */
record FieldMatrix(BigInteger[][] rows) {
  private static final BigInteger Q = Field.MODULUS;

  /** Entry i, j is 1 / (i + j + width). */
  static FieldMatrix cauchy(int width) {
    BigInteger[][] rows = new BigInteger[width][width];
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        rows[i][j] = BigInteger.valueOf(i + j + width).modInverse(Q);
      }
    }
    return new FieldMatrix(rows);
  }

  int width() {
    return rows.length;
  }

  /** A row vector times this matrix. */
  BigInteger[] multiply(BigInteger[] vector) {
    BigInteger[] product = new BigInteger[width()];
    for (int j = 0; j < width(); j++) {
      BigInteger sum = BigInteger.ZERO;
      for (int i = 0; i < width(); i++) {
        sum = sum.add(vector[i].multiply(rows[i][j]));
      }
      product[j] = sum.mod(Q);
    }
    return product;
  }

  FieldMatrix times(FieldMatrix other) {
    BigInteger[][] product = new BigInteger[width()][];
    for (int i = 0; i < width(); i++) {
      product[i] = other.multiply(rows[i]);
    }
    return new FieldMatrix(product);
  }

  /** What is left without row 0 and column 0. */
  FieldMatrix minor() {
    BigInteger[][] smaller = new BigInteger[width() - 1][width() - 1];
    for (int i = 1; i < width(); i++) {
      System.arraycopy(rows[i], 1, smaller[i - 1], 0, width() - 1);
    }
    return new FieldMatrix(smaller);
  }

  /** With row 0 and column 0 of the identity. */
  FieldMatrix prime() {
    BigInteger[][] changed = new BigInteger[width()][width()];
    for (int i = 0; i < width(); i++) {
      for (int j = 0; j < width(); j++) {
        boolean border = i == 0 || j == 0;
        changed[i][j] = !border ? rows[i][j] : i == j ? BigInteger.ONE : BigInteger.ZERO;
      }
    }
    return new FieldMatrix(changed);
  }

  /** Column 0 without its top. */
  BigInteger[] leftColumn() {
    BigInteger[] column = new BigInteger[width() - 1];
    for (int i = 1; i < width(); i++) {
      column[i - 1] = rows[i][0];
    }
    return column;
  }

  /** Every matrix that comes up here has an inverse. */
  FieldMatrix inverse() {
    BigInteger[][] right = new BigInteger[width()][width()];
    for (int i = 0; i < width(); i++) {
      for (int j = 0; j < width(); j++) {
        right[i][j] = i == j ? BigInteger.ONE : BigInteger.ZERO;
      }
    }
    return new FieldMatrix(eliminated(right));
  }

  /** The inverse times a column. */
  BigInteger[] solve(BigInteger[] column) {
    BigInteger[][] right = new BigInteger[width()][1];
    for (int i = 0; i < width(); i++) {
      right[i][0] = column[i];
    }
    BigInteger[] solution = new BigInteger[width()];
    BigInteger[][] solved = eliminated(right);
    for (int i = 0; i < width(); i++) {
      solution[i] = solved[i][0];
    }
    return solution;
  }

  /** Gauss and Jordan: what becomes of the right side while this becomes the identity. */
  private BigInteger[][] eliminated(BigInteger[][] right) {
    int n = width();
    BigInteger[][] left = new BigInteger[n][];
    for (int i = 0; i < n; i++) {
      left[i] = rows[i].clone();
    }
    for (int column = 0; column < n; column++) {
      int pivot = column;
      while (left[pivot][column].signum() == 0) {
        pivot++;
      }
      swap(left, pivot, column);
      swap(right, pivot, column);
      BigInteger scale = left[column][column].modInverse(Q);
      scale(left[column], column, scale);
      scale(right[column], 0, scale);
      for (int i = 0; i < n; i++) {
        if (i != column) {
          BigInteger factor = left[i][column];
          subtract(left[i], left[column], column, factor);
          subtract(right[i], right[column], 0, factor);
        }
      }
    }
    return right;
  }

  private static void swap(BigInteger[][] rows, int a, int b) {
    BigInteger[] held = rows[a];
    rows[a] = rows[b];
    rows[b] = held;
  }

  private static void scale(BigInteger[] row, int from, BigInteger factor) {
    for (int i = from; i < row.length; i++) {
      row[i] = row[i].multiply(factor).mod(Q);
    }
  }

  private static void subtract(BigInteger[] row, BigInteger[] other, int from, BigInteger factor) {
    for (int i = from; i < row.length; i++) {
      row[i] = row[i].subtract(other[i].multiply(factor)).mod(Q);
    }
  }
}
