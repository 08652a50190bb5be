package io.sectorsh.lotus.repo;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** What is wrong with a repository's metadata; no rows if nothing is. */
public final class RepoCheck implements Iterable<RepoFinding> {
  private final Path repo;
  private final List<RepoFinding> findings;
  private final long sectors;
  private final long notListed;

  RepoCheck(Path repo, List<RepoFinding> findings, long sectors, long notListed) {
    this.repo = repo;
    this.findings = List.copyOf(findings);
    this.sectors = sectors;
    this.notListed = notListed;
  }

  /** The repository. */
  public Path getRepo() {
    return repo;
  }

  /** Files first, then keys. */
  public List<RepoFinding> getFindings() {
    return findings;
  }

  /** How many sectors' keys can be read. */
  public long getSectors() {
    return sectors;
  }

  /** How many more findings of records there are than {@link #getFindings()} lists. */
  public long getNotListed() {
    return notListed;
  }

  /** Whether nothing is wrong. */
  public boolean isHealthy() {
    return findings.isEmpty();
  }

  @Override
  public Iterator<RepoFinding> iterator() {
    return findings.iterator();
  }

  /** How much is wrong, in one line. */
  @Override
  public String toString() {
    long all = findings.size() + notListed;
    return repo
        + ": "
        + sectors
        + " sectors, "
        + (all == 0 ? "nothing wrong" : all + (all == 1 ? " finding" : " findings"));
  }
}
