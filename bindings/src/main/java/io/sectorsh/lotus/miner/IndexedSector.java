package io.sectorsh.lotus.miner;

import io.sectorsh.filecoin.SectorId;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.lotus.record.SectorFileType;
import java.util.Set;

/**
 * The files of a sector that a storage path has, as lotus-miner's index knows it.
 *
 * @param storage the path's UUID
 * @param id which sector
 * @param types which kinds of files
 */
public record IndexedSector(String storage, SectorId id, Set<SectorFileType> types) {
  static IndexedSector of(String storage, Members members) {
    return new IndexedSector(
        storage,
        new SectorId(members.number("Miner"), members.number("Number")),
        SectorFileType.ofBits(members.number("SectorFileType")));
  }
}
