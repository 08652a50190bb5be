package io.sectorsh.lotus.record;

import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.cbor.CborReader;
import io.sectorsh.filecoin.cbor.CborWriter;

/** Sets of sector numbers as lotus-miner stores them: one CBOR byte string of run lengths. */
public final class NumberSets {
  private NumberSets() {}

  /**
   * Reads one.
   *
   * @throws MalformedValueException if it is anything else, or something follows
   */
  public static SectorNumbers decode(byte[] value) {
    CborReader reader = new CborReader(value);
    SectorNumbers numbers = reader.readSectorNumbers();
    reader.expectEnd();
    return numbers;
  }

  /**
   * Writes one.
   *
   * @throws IllegalArgumentException if it is longer than lotus reads
   */
  public static byte[] encode(SectorNumbers numbers) {
    return new CborWriter().writeSectorNumbers(numbers).toBytes();
  }
}
