package io.sectorsh.scripts.files;

import io.sectorsh.filecoin.Commitment;
import io.sectorsh.filecoin.SectorSize;
import io.sectorsh.stores.FileProblem;
import io.sectorsh.stores.SectorFileSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A sector's files that are to go.
 *
 * @param files where they are
 * @param size of the sector
 * @param commR what their p_aux must make, as the chain has it; empty if that is not known
 * @param row what is told of them
 */
record Shipment(SectorFileSet files, SectorSize size, Optional<Commitment> commR, FileRow row) {
  long number() {
    return files.sector().number();
  }

  /**
   * What is wrong with them where they are; empty if they could be proven as far as one can see.
   */
  List<FileProblem> problems() {
    return problems(files);
  }

  /** The same of the files at their destination. */
  List<FileProblem> problemsIn(Path destination) {
    return problems(files.in(destination));
  }

  private List<FileProblem> problems(SectorFileSet set) {
    return commR.isPresent() ? set.problems(size, commR.get()) : set.problems(size);
  }
}
