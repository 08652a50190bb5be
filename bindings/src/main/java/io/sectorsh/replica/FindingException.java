package io.sectorsh.replica;

/** Ends the check of something that cannot be checked further. */
final class FindingException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient ReplicaFinding finding;

  FindingException(ReplicaFinding finding) {
    super(finding.toString());
    this.finding = finding;
  }

  ReplicaFinding finding() {
    return finding;
  }
}
