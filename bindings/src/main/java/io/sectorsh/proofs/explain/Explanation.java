package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.profile.HomePath;
import io.sectorsh.proofs.picture.PostRow;
import io.sectorsh.proofs.picture.Window;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Why a window of proof failed, or would fail; no causes when all is well.
 *
 * @param miner whose window
 * @param window which one; absent when the chain node does not answer
 * @param verdict in a sentence
 * @param causes the surest first
 * @param posts proofs that landed
 * @param lost sectors that became faulty in the window
 * @param budget time that a proof takes, and that is left; absent without a window
 * @param notSeen what could not be looked at, and why
 */
public record Explanation(
    Address miner,
    Optional<Window> window,
    String verdict,
    List<Cause> causes,
    List<PostRow> posts,
    SectorNumbers lost,
    Optional<Budget> budget,
    List<String> notSeen) {
  /** Makes the lists unchangeable. */
  public Explanation {
    causes = List.copyOf(causes);
    posts = List.copyOf(posts);
    notSeen = List.copyOf(notSeen);
  }

  /**
   * Writes one file for a colleague, without secrets: HTML if its name ends in {@code .html}, else
   * Markdown. Replaces no file.
   *
   * @return the file
   * @throws io.sectorsh.errors.OperatorException REFUSED if there is one, IO_FAILED if it cannot be
   *     written
   */
  public Path report(Path file) {
    return IncidentReport.write(this, file.toAbsolutePath());
  }

  /** The same by a path, which may begin with {@code ~}. */
  public Path report(String file) {
    return report(HomePath.ofUser().read(file, "report"));
  }

  /** The surest cause; empty when all is well. */
  public Optional<Cause> top() {
    return causes.stream().findFirst();
  }
}
