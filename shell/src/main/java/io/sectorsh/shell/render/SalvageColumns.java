package io.sectorsh.shell.render;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.leveldb.Damage;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.record.SectorRecord;
import io.sectorsh.lotus.repo.RepoFinding;
import io.sectorsh.lotus.salvage.SalvagedRecord;
import java.util.List;

/** How what is damaged in a lotus repository, and what was saved of it, is listed. */
final class SalvageColumns {
  private static final String SECTORS = "/sectors/";

  private SalvageColumns() {}

  /** A text of which a part tells nothing: it is shown as it is, other columns give way. */
  private static final class Whole {
    private final String text;

    private Whole(String text) {
      this.text = text.replace(" to " + SECTORS, " to ");
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static List<Column> findings() {
    return new ColumnList<>(RepoFinding.class)
        .add("problem", 0, RepoFinding::problem)
        .add("where", 0, RepoFinding::where)
        .add("keys", 0, finding -> new Whole(finding.keys()))
        .add("what", 1, RepoFinding::what)
        .add("offset", 2, finding -> inFile(finding.length(), finding.offset()))
        .add("length", 3, finding -> inFile(finding.length(), finding.length()))
        .all();
  }

  /** A place has no meaning for a key. */
  private static Object inFile(long length, long number) {
    return length == 0 ? "" : number;
  }

  static List<Column> damages() {
    return new ColumnList<>(Damage.class)
        .add("file", 0, Damage::file)
        .add("keys", 0, damage -> new Whole(damage.keys().map(Object::toString).orElse("")))
        .add("what", 1, Damage::what)
        .add("offset", 2, Damage::offset)
        .add("length", 3, Damage::length)
        .add("kind", 4, Damage::kind)
        .all();
  }

  static List<Column> salvaged() {
    return new ColumnList<>(SalvagedRecord.class)
        .add("key", 0, SalvagedRecord::key)
        .add("origin", 0, SalvagedRecord::origin)
        .add("certainty", 0, SalvagedRecord::certainty)
        .add("note", 1, SalvagedRecord::note)
        .add("file", 2, SalvagedRecord::file)
        .add("offset", 3, SalvagedRecord::offset)
        .add("sequence", 4, SalvagedRecord::sequence)
        .all();
  }

  static List<Column> records() {
    return new ColumnList<>(SectorRecord.class)
        .add("key", 0, SectorRecord::key)
        .add("state", 0, record -> record.sector().map(SectorInfo::getState))
        .add("problem", 0, record -> record.problem().map(OperatorException::what))
        .add("pieces", 2, record -> record.sector().map(sector -> sector.getPieces().size()))
        .add("next", 3, record -> record.problem().map(OperatorException::next))
        .all();
  }
}
