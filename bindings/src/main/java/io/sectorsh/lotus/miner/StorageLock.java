package io.sectorsh.lotus.miner;

import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.lotus.record.SectorFileType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The locks on the files of a sector (StorageGetLocks).
 *
 * @param sector which sector
 * @param writers how many write each kind of file; kinds without are left out
 * @param readers how many read each kind of file
 */
public record StorageLock(
    SectorId sector, Map<SectorFileType, Long> writers, Map<SectorFileType, Long> readers) {
  static StorageLock of(Members members) {
    return new StorageLock(
        members
            .object("Sector", id -> new SectorId(id.number("Miner"), id.number("Number")))
            .orElseThrow(() -> new IllegalArgumentException("no Sector")),
        held(members.values("Write", Long.class)),
        held(members.values("Read", Long.class)));
  }

  /** lotus counts in the order of its file types. */
  private static Map<SectorFileType, Long> held(List<Long> counts) {
    Map<SectorFileType, Long> held = new LinkedHashMap<>();
    for (int at = 0; at < counts.size(); at++) {
      long count = counts.get(at);
      if (count > 0) {
        SectorFileType.ofBits(1L << at).forEach(type -> held.put(type, count));
      }
    }
    return java.util.Collections.unmodifiableMap(held);
  }
}
