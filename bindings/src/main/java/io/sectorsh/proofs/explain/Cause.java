package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SectorNumbers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One reason why sectors were not proven, or will not be.
 *
 * @param kind what kind of reason
 * @param confidence how sure it is, in percent
 * @param text the reason in a sentence
 * @param sectors which sectors; empty when it concerns the whole window
 * @param file the first file or directory to look at
 * @param offset where in the file; 0 when it concerns the whole file
 * @param message the message to look at
 * @param evidence what was seen, a line each
 * @param fixes what would help, a command or a sentence each; nothing of it was done
 */
public record Cause(
    CauseKind kind,
    int confidence,
    String text,
    SectorNumbers sectors,
    Optional<Path> file,
    long offset,
    Optional<Cid> message,
    List<String> evidence,
    List<String> fixes) {
  /** Makes the lists unchangeable. */
  public Cause {
    evidence = List.copyOf(evidence);
    fixes = List.copyOf(fixes);
  }

  static Cause of(CauseKind kind, int confidence, String text) {
    return new Cause(
        kind,
        confidence,
        text,
        SectorNumbers.EMPTY,
        Optional.empty(),
        0,
        Optional.empty(),
        List.of(),
        List.of());
  }

  Cause sectors(SectorNumbers numbers) {
    return new Cause(kind, confidence, text, numbers, file, offset, message, evidence, fixes);
  }

  Cause at(Path where, long byteOffset) {
    return new Cause(
        kind, confidence, text, sectors, Optional.of(where), byteOffset, message, evidence, fixes);
  }

  Cause message(Cid cid) {
    return new Cause(
        kind, confidence, text, sectors, file, offset, Optional.of(cid), evidence, fixes);
  }

  Cause seen(String line) {
    List<String> more = new ArrayList<>(evidence);
    more.add(line);
    return new Cause(kind, confidence, text, sectors, file, offset, message, more, fixes);
  }

  Cause fix(String line) {
    List<String> more = new ArrayList<>(fixes);
    more.add(line);
    return new Cause(kind, confidence, text, sectors, file, offset, message, evidence, more);
  }
}
