package io.sectorsh.lotus.record;

import io.sectorsh.filecoin.cbor.CborWriter;
import io.sectorsh.leveldb.LevelDbEntry;
import io.sectorsh.leveldb.LevelDbSnapshot;
import io.sectorsh.rows.RowCursor;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** Writes a database in the form of {@code lotus-miner backup}, byte for byte. */
public final class BackupWriter {
  private BackupWriter() {}

  /** Writes all of it. */
  public static void write(LevelDbSnapshot database, OutputStream out) throws IOException {
    MessageDigest sha256 = BackupInput.sha256();
    out.write(0x82);
    DigestOutputStream digested = new DigestOutputStream(out, sha256);
    digested.write(0x9f);
    try (RowCursor<LevelDbEntry> entries = database.scan(new byte[0])) {
      while (entries.hasNext()) {
        digested.write(pair(entries.next()));
      }
    }
    digested.write(0xff);
    out.write(new CborWriter().writeBytes(sha256.digest()).toBytes());
  }

  private static byte[] pair(LevelDbEntry entry) {
    return new CborWriter()
        .writeArrayHeader(2)
        .writeBytes(entry.getKey())
        .writeBytes(entry.getValue())
        .toBytes();
  }
}
