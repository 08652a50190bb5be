package io.sectorsh.lotus.salvage;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.leveldb.Damage;
import io.sectorsh.rows.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a salvage found and what it wrote.
 *
 * <p>A record made from the chain is in state {@code FailedUnrecoverable}, in which lotus leaves a
 * sector alone: it holds number, proof type and commitments, neither ticket nor seed nor pieces.
 * The sector is proven all the same, since lotus proves by the chain and the files.
 *
 * @param repo the damaged repository, which is as it was
 * @param to the new repository
 * @param recordsFile a line of JSON for each key: where it comes from
 * @param damages what is damaged, and of which keys writes may be lost
 * @param keys how many keys came from where
 * @param sectors the sectors that have a record
 * @param fromChain those whose record was made from what the chain tells
 * @param lost numbers that were given out and whose record may have been lost
 * @param allocated the numbers that count as given out now
 * @param notCopied what of the repository's other files was left where it is
 */
public record SalvageReport(
    Path repo,
    Path to,
    Path recordsFile,
    List<Damage> damages,
    Map<SalvageOrigin, Long> keys,
    SectorNumbers sectors,
    SectorNumbers fromChain,
    SectorNumbers lost,
    SectorNumbers allocated,
    List<String> notCopied) {
  /** Makes the lists unchangeable. */
  public SalvageReport {
    damages = List.copyOf(damages);
    keys = Map.copyOf(keys);
    notCopied = List.copyOf(notCopied);
  }

  /** Every key and where it comes from, read from the file. */
  public Rows<SalvagedRecord> records() {
    return Rows.of(SalvagedRecord.class, () -> SalvageLines.read(recordsFile));
  }
}
