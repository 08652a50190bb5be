package io.sectorsh.stores;

import io.sectorsh.filecoin.Commitment;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.filecoin.SectorSize;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.replica.PersistentAux;
import io.sectorsh.replica.TreeGeometry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a sector's files are all there and as long as its size demands (rust-fil-proofs: replica,
 * p_aux, tree-r-last files). {@code t_aux} may be missing: some builds do not write it.
 */
final class SectorFileCheck {
  private final SectorFileSet set;
  private final SectorSize size;
  private final Optional<Commitment> commR;
  private final TreeGeometry geometry;
  private final List<FileProblem> problems = new ArrayList<>();

  SectorFileCheck(SectorFileSet set, SectorSize size, Optional<Commitment> commR) {
    this.set = set;
    this.size = size;
    this.commR = commR;
    this.geometry = TreeGeometry.ofSectorBytes(size.bytes());
  }

  /** What is wrong, in the order of the files. */
  List<FileProblem> problems() {
    boolean snapped = set.isSnapped();
    if (set.kinds().contains(SectorFileType.SEALED)) {
      checkReplica(SectorFileType.SEALED, SectorFileType.CACHE, !snapped);
    }
    if (snapped) {
      checkReplica(SectorFileType.UPDATE, SectorFileType.UPDATE_CACHE, true);
    }
    if (set.kinds().contains(SectorFileType.UNSEALED)) {
      checkUnsealed(set.path(SectorFileType.UNSEALED));
    }
    if (!snapped && !set.kinds().contains(SectorFileType.SEALED)) {
      problem(set.path(SectorFileType.SEALED), "missing");
    }
    return problems;
  }

  private void checkReplica(SectorFileType replica, SectorFileType cache, boolean proven) {
    checkLength(set.path(replica), size.bytes());
    Path directory = set.path(cache);
    if (checkLength(directory.resolve(PersistentAux.FILE_NAME), PersistentAux.BYTES)) {
      checkAux(directory.resolve(PersistentAux.FILE_NAME), proven);
    }
    for (String name : geometry.fileNames()) {
      checkLength(directory.resolve(name), geometry.fileBytes());
    }
  }

  /** lotus appends to the data which pieces are there, so the file is never shorter. */
  private void checkUnsealed(Path path) {
    OptionalLong length = length(path);
    if (length.isPresent() && length.getAsLong() < size.bytes()) {
      problem(path, length.getAsLong() + " bytes, less than the sector's " + size.bytes());
    }
  }

  private boolean checkLength(Path path, long expected) {
    OptionalLong length = length(path);
    if (length.isPresent() && length.getAsLong() != expected) {
      problem(path, length.getAsLong() + " bytes instead of " + expected);
    }
    return length.isPresent() && length.getAsLong() == expected;
  }

  private OptionalLong length(Path path) {
    try {
      Path real = set.actual(path).orElse(path);
      if (set.actual(path).isEmpty()) {
        problem(path, "missing");
        return OptionalLong.empty();
      }
      long length = Files.size(real);
      if (!Files.isRegularFile(real)) {
        problem(path, "not a file");
      } else if (!Files.isReadable(real)) {
        problem(path, "this user may not read it");
      } else {
        return OptionalLong.of(length);
      }
    } catch (NoSuchFileException absent) {
      problem(path, "missing");
    } catch (IOException failure) {
      problem(path, "cannot be looked at: " + failure.getMessage());
    }
    return OptionalLong.empty();
  }

  private void checkAux(Path path, boolean proven) {
    try {
      Commitment made =
          PersistentAux.parse(Files.readAllBytes(set.actual(path).orElse(path))).getCommR();
      if (proven && commR.isPresent() && !commR.get().equals(made)) {
        problem(path, "makes CommR " + made + ", not the chain's " + commR.get());
      }
    } catch (IOException failure) {
      problem(path, "cannot be read: " + failure.getMessage());
    } catch (MalformedValueException damaged) {
      problem(path, "damaged: " + damaged.getMessage());
    }
  }

  private void problem(Path path, String reason) {
    problems.add(new FileProblem(path, reason));
  }
}
