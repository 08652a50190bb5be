package io.sectorsh.replica;

import io.sectorsh.filecoin.Commitment;
import io.sectorsh.replica.ReplicaFinding.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of one replica, opened one after the other: which are there, how long they are, and
 * p_aux against CommR. What is wrong is taken down.
 */
final class OpenReplica implements AutoCloseable {
  private static final int NODE = Poseidon.NODE_BYTES;

  private final ReplicaFiles files;
  private final TreeGeometry geometry;
  private final ReadWatch watch;
  private final Set<ReplicaFinding> findings = new LinkedHashSet<>();
  private final List<CheckedFile> open = new ArrayList<>();

  OpenReplica(ReplicaFiles files, TreeGeometry geometry, ReadWatch watch) {
    this.files = files;
    this.watch = watch;
    this.geometry = geometry;
  }

  ReplicaFiles files() {
    return files;
  }

  TreeGeometry geometry() {
    return geometry;
  }

  void found(ReplicaFinding finding) {
    findings.add(finding);
  }

  List<ReplicaFinding> findings() {
    return List.copyOf(findings);
  }

  boolean isSound() {
    return findings.isEmpty();
  }

  /** What reading cost so far. */
  List<FileReads> costs() {
    return open.stream().map(CheckedFile::cost).toList();
  }

  /** Null when it is not there, or no p_aux at all. */
  @Nullable PersistentAux aux(Commitment commR) {
    Path path = files.cache().resolve(PersistentAux.FILE_NAME);
    try {
      CheckedFile file = CheckedFile.open(path, watch);
      open.add(file);
      if (file.length() < PersistentAux.BYTES) {
        findings.add(wrongLength(path, file.length(), PersistentAux.BYTES, ""));
        return null;
      }
      PersistentAux aux = PersistentAux.parse(file.read(0, PersistentAux.BYTES));
      Commitment found = aux.getCommR();
      if (!found.equals(commR)) {
        String text = "gives CommR " + found + " instead of " + commR;
        findings.add(new ReplicaFinding(Kind.OTHER_REPLICA, path, 0, 0, text));
      }
      return aux;
    } catch (DamagedNodeException damaged) {
      long offset = damaged.getIndex() * NODE;
      findings.add(new ReplicaFinding(Kind.DAMAGED, path, offset, NODE, "no number of the field"));
    } catch (FindingException problem) {
      findings.add(problem.finding());
    }
    return null;
  }

  /** Null when it cannot be opened. */
  @Nullable CheckedFile sealed() {
    return tryOpen(files.sealed(), files.sectorBytes());
  }

  /** The tree files that can be opened, in their order. */
  List<CheckedFile> trees() {
    List<CheckedFile> trees = new ArrayList<>();
    for (String name : geometry.fileNames()) {
      @Nullable CheckedFile file = tree(files.cache().resolve(name));
      if (file != null) {
        trees.add(file);
      }
    }
    return trees;
  }

  /** A proof attempt makes a missing tree file anew, empty and as long as the whole tree. */
  private @Nullable CheckedFile tree(Path path) {
    @Nullable CheckedFile file = tryOpen(path, geometry.fileBytes());
    if (file != null && file.length() == geometry.wholeTreeBytes()) {
      findings.removeIf(finding -> finding.file().equals(path));
      String text = "was missing, and a proof attempt put an empty file there";
      findings.add(new ReplicaFinding(Kind.MISSING, path, 0, 0, text));
      return null;
    }
    return file;
  }

  private @Nullable CheckedFile tryOpen(Path path, long length) {
    try {
      CheckedFile file = CheckedFile.open(path, watch);
      open.add(file);
      if (file.length() != length) {
        String why = geometry.otherDiscard(file.length()).map(OpenReplica::madeWith).orElse("");
        findings.add(wrongLength(path, file.length(), length, why));
      }
      return file;
    } catch (FindingException problem) {
      findings.add(problem.finding());
      return null;
    }
  }

  private static String madeWith(int discarded) {
    return ": made with FIL_PROOFS_ROWS_TO_DISCARD=" + discarded + ", read at wrong places";
  }

  private static ReplicaFinding wrongLength(Path path, long found, long expected, String why) {
    String text = found + " bytes instead of " + expected + why;
    return new ReplicaFinding(Kind.WRONG_LENGTH, path, 0, 0, text);
  }

  @Override
  public void close() {
    open.forEach(CheckedFile::close);
  }
}
