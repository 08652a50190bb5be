package io.sectorsh.shell.render;

import io.sectorsh.replica.FileReads;
import io.sectorsh.replica.ReplicaFinding;
import io.sectorsh.replica.SectorCheck;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How checks of sector files are listed. */
final class ReplicaColumns {
  private ReplicaColumns() {}

  static List<Column> checks() {
    return new ColumnList<>(SectorCheck.class)
        .add("sector", 0, SectorCheck::number)
        .add("outcome", 0, check -> check.outcome().word())
        .add("sound", 0, SectorCheck::isSound)
        .add("finding", 0, ReplicaColumns::first)
        .add("findings", 2, check -> check.findings().size())
        .add("slowest read", 1, SectorCheck::slowestRead)
        .add("time", 1, SectorCheck::time)
        .add("sealed", 3, check -> check.files().sealed())
        .all();
  }

  private static @Nullable Object first(SectorCheck check) {
    return check.isSound() ? null : check.findings().get(0);
  }

  static List<Column> findings() {
    return new ColumnList<>(ReplicaFinding.class)
        .add("kind", 0, finding -> finding.kind().name().toLowerCase(java.util.Locale.ROOT))
        .add("file", 0, ReplicaFinding::file)
        .add("offset", 1, ReplicaFinding::offset)
        .add("length", 1, ReplicaFinding::length)
        .add("text", 0, ReplicaFinding::text)
        .all();
  }

  static List<Column> reads() {
    return new ColumnList<>(FileReads.class)
        .add("file", 0, FileReads::file)
        .add("reads", 0, FileReads::reads)
        .add("bytes", 1, FileReads::bytes)
        .add("slowest", 0, FileReads::slowest)
        .add("total", 1, FileReads::total)
        .all();
  }
}
