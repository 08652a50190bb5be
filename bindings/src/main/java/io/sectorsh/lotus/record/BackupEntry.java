package io.sectorsh.lotus.record;

import io.sectorsh.errors.OperatorException;
import java.time.Instant;
import java.util.Optional;

/** One key of a metadata backup or log with its value, or what is wrong from some place on. */
public final class BackupEntry {
  private final String key;
  private final byte[] value;
  private final long offset;
  private final Optional<Instant> loggedAt;
  private final Optional<OperatorException> problem;

  private BackupEntry(
      String key,
      byte[] value,
      long offset,
      Optional<Instant> loggedAt,
      Optional<OperatorException> problem) {
    this.key = key;
    this.value = value;
    this.offset = offset;
    this.loggedAt = loggedAt;
    this.problem = problem;
  }

  static BackupEntry of(String key, byte[] value, long offset, Optional<Instant> loggedAt) {
    return new BackupEntry(key, value, offset, loggedAt, Optional.empty());
  }

  static BackupEntry failed(long offset, OperatorException problem) {
    return new BackupEntry("", new byte[0], offset, Optional.empty(), Optional.of(problem));
  }

  /** The key, such as {@code /sectors/12}; empty in a row that only tells a problem. */
  public String getKey() {
    return key;
  }

  /** The value's bytes; not a copy, so do not change them. */
  public byte[] getValue() {
    return value;
  }

  /** Where it begins in the file, in bytes. */
  public long getOffset() {
    return offset;
  }

  /** When lotus-miner wrote it; empty for the entries of the backup itself. */
  public Optional<Instant> getLoggedAt() {
    return loggedAt;
  }

  /** What is wrong with the file from here on, or with all that came before. */
  public Optional<OperatorException> getProblem() {
    return problem;
  }

  /** Key and length of the value, or the problem. */
  @Override
  public String toString() {
    return problem.map(OperatorException::getMessage).orElse(key + " (" + value.length + " bytes)");
  }
}
