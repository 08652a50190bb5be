package io.sectorsh.migration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long the actions of a batch took, by kind. */
final class Timings {
  private long actions;
  private long bytes;
  private long nanoseconds;

  private Timings() {}

  /** Part of the transaction that closes the batch. */
  static void keep(BatchTable table, List<Item> items) {
    Map<String, Timings> kinds = new HashMap<>();
    for (Item item : items) {
      if (item.work && item.now.state() == ActionState.DONE) {
        kinds.computeIfAbsent(item.plan.kind(), unused -> new Timings()).add(item);
      }
    }
    kinds.forEach((kind, sum) -> table.keepTiming(kind, sum.actions, sum.bytes, sum.nanoseconds));
  }

  private void add(Item item) {
    actions++;
    bytes += item.plan.bytes();
    nanoseconds += item.nanoseconds;
  }
}
