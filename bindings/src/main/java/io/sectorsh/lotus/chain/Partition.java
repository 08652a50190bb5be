package io.sectorsh.lotus.chain;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.jsonrpc.Members;

/**
 * A part of a deadline's sectors that is proven at once.
 *
 * @param deadline which deadline
 * @param index which partition of it
 * @param all every number that was ever in it, terminated ones too
 * @param faulty those that were not proven
 * @param recovering the faulty ones that are to be proven again
 * @param live those not terminated
 * @param active those that have power: live, not faulty, and proven once
 */
public record Partition(
    int deadline,
    int index,
    SectorNumbers all,
    SectorNumbers faulty,
    SectorNumbers recovering,
    SectorNumbers live,
    SectorNumbers active) {

  static Partition of(int deadline, int index, Members members) {
    return new Partition(
        deadline,
        index,
        numbers(members, "AllSectors"),
        numbers(members, "FaultySectors"),
        numbers(members, "RecoveringSectors"),
        numbers(members, "LiveSectors"),
        numbers(members, "ActiveSectors"));
  }

  /** The live sectors that have never been proven. */
  public SectorNumbers unproven() {
    return live.subtract(faulty).subtract(active);
  }

  /** What a proof of this partition has to cover: live without faulty, and those recovering. */
  public SectorNumbers toProve() {
    return live.subtract(faulty).union(recovering);
  }

  private static SectorNumbers numbers(Members members, String name) {
    return members.optional(name, SectorNumbers.class).orElse(SectorNumbers.EMPTY);
  }
}
