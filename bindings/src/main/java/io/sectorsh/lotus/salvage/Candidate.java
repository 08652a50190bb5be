package io.sectorsh.lotus.salvage;

import io.sectorsh.leveldb.Certainty;
import io.sectorsh.leveldb.SalvagedEntry;
import java.nio.charset.StandardCharsets;

/** A value of one key from one source. */
final class Candidate {
  private final byte[] key;
  private final byte[] value;
  private final SalvageOrigin origin;
  private final String file;
  private final long offset;
  private final long sequence;
  private final boolean deleted;
  private final String certainty;

  private Candidate(
      byte[] key,
      byte[] value,
      SalvageOrigin origin,
      String file,
      long offset,
      long sequence,
      boolean deleted,
      String certainty) {
    this.key = key;
    this.value = value;
    this.origin = origin;
    this.file = file;
    this.offset = offset;
    this.sequence = sequence;
    this.deleted = deleted;
    this.certainty = certainty;
  }

  static Candidate of(SalvagedEntry entry) {
    return new Candidate(
        entry.getKey(),
        entry.getValue(),
        SalvageOrigin.METADATA,
        entry.getFile(),
        entry.getOffset(),
        entry.getSequence(),
        entry.isDeleted(),
        entry.getCertainty().name());
  }

  /** Of another copy of the database. */
  static Candidate ofCopy(String directory, SalvagedEntry entry) {
    return new Candidate(
        entry.getKey(),
        entry.getValue(),
        SalvageOrigin.COPY,
        directory + "/" + entry.getFile(),
        entry.getOffset(),
        entry.getSequence(),
        entry.isDeleted(),
        "COPIED");
  }

  static Candidate of(SalvageOrigin origin, String file, long offset, byte[] key, byte[] value) {
    return new Candidate(key, value, origin, file, offset, -1, false, "COPIED");
  }

  byte[] key() {
    return key;
  }

  String keyText() {
    return new String(key, StandardCharsets.UTF_8);
  }

  byte[] value() {
    return value;
  }

  SalvageOrigin origin() {
    return origin;
  }

  String file() {
    return file;
  }

  long offset() {
    return offset;
  }

  long sequence() {
    return sequence;
  }

  boolean isDeleted() {
    return deleted;
  }

  String certainty() {
    return certainty;
  }

  boolean isCurrent() {
    return certainty.equals(Certainty.CURRENT.name());
  }

  boolean isRetired() {
    return certainty.equals(Certainty.RETIRED.name());
  }
}
