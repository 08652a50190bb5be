package io.sectorsh.errors;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what somebody who mistyped a name may have meant. */
public final class NearNames {
  private static final int MOST = 3;

  private NearNames() {}

  /** The names nearest to what was typed, nearest first; empty if none is near. */
  public static List<String> of(String typed, Collection<String> names) {
    String wanted = typed.toLowerCase(Locale.ROOT);
    int limit = Math.max(1, (typed.length() + 1) / 3);
    List<String> near = new ArrayList<>();
    for (String name : names) {
      if (distance(wanted, name.toLowerCase(Locale.ROOT)) <= limit || isStart(name, wanted)) {
        near.add(name);
      }
    }
    near.sort(
        Comparator.comparingInt((String name) -> distance(wanted, name.toLowerCase(Locale.ROOT)))
            .thenComparing(name -> name));
    return near.subList(0, Math.min(MOST, near.size()));
  }

  private static boolean isStart(String name, String wanted) {
    return wanted.length() >= 3 && name.toLowerCase(Locale.ROOT).startsWith(wanted);
  }

  /** How many letters must be put in, left out, changed or swapped with their neighbour. */
  static int distance(String from, String to) {
    int[][] steps = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        steps[i][j] = i == 0 || j == 0 ? i + j : step(steps, from, to, i, j);
      }
    }
    return steps[from.length()][to.length()];
  }

  private static int step(int[][] steps, String from, String to, int i, int j) {
    int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
    int least =
        Math.min(steps[i - 1][j - 1] + change, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
  }
}
