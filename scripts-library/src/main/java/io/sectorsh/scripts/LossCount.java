package io.sectorsh.scripts;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts in how many sectors the other system has no place for a member. */
public final class LossCount {
  private final Map<String, Long> sectors = new TreeMap<>();

  /** None yet. */
  public LossCount() {}

  /** One sector's. */
  public void add(Set<String> members) {
    members.forEach(member -> sectors.merge(member, 1L, Long::sum));
  }

  /** Members by name, each with the number of sectors. */
  public Map<String, Long> counts() {
    return new TreeMap<>(sectors);
  }

  /** Such as {@code Log (12 sectors), Return (1 sector)}. */
  public static String words(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(
            each ->
                each.getKey()
                    + " ("
                    + each.getValue()
                    + (each.getValue() == 1 ? " sector)" : " sectors)"))
        .collect(Collectors.joining(", "));
  }
}
