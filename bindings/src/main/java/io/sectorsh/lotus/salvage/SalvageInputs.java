package io.sectorsh.lotus.salvage;

import io.sectorsh.leveldb.LevelDbEntry;
import io.sectorsh.leveldb.LevelDbSalvage;
import io.sectorsh.leveldb.LevelDbSnapshot;
import io.sectorsh.leveldb.NewLevelDb;
import io.sectorsh.lotus.record.BackupEntry;
import io.sectorsh.lotus.record.MetadataBackup;
import io.sectorsh.lotus.record.RepoFailures;
import io.sectorsh.rows.RowCursor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All sources of records in order of keys, the damaged database first. Backups and logs, which are
 * in no order, are put into small databases in a scratch directory.
 */
final class SalvageInputs implements AutoCloseable {
  private final List<RowCursor<Candidate>> cursors = new ArrayList<>();
  private final List<LevelDbSnapshot> sorted = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Path scratch;

  private SalvageInputs(Path scratch) {
    this.scratch = scratch;
  }

  static SalvageInputs open(
      Path repo, LevelDbSalvage metadata, SalvageSources sources, Path scratch) {
    SalvageInputs inputs = new SalvageInputs(scratch);
    boolean complete = false;
    try {
      inputs.add(metadata.scan(), Candidate::of);
      for (Path log : logs(repo.resolve("kvlog").resolve("metadata"))) {
        inputs.addSorted(SalvageOrigin.KVLOG, log);
      }
      sources.backups().forEach(backup -> inputs.addSorted(SalvageOrigin.BACKUP, backup));
      for (Path copy : sources.copies()) {
        inputs.add(
            LevelDbSalvage.open(copy).scan(), entry -> Candidate.ofCopy(copy.toString(), entry));
      }
      complete = true;
      return inputs;
    } finally {
      if (!complete) {
        inputs.close();
      }
    }
  }

  /** The newest first. */
  private static List<Path> logs(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> logs =
          new ArrayList<>(files.filter(file -> file.toString().endsWith(".log.cbor")).toList());
      logs.sort(java.util.Comparator.reverseOrder());
      return logs;
    } catch (IOException failure) {
      throw RepoFailures.of(directory, failure);
    }
  }

  private <T> void add(RowCursor<T> rows, Function<T, Candidate> form) {
    cursors.add(
        new RowCursor<>() {
          @Override
          public boolean hasNext() {
            return rows.hasNext();
          }

          @Override
          public Candidate next() {
            return form.apply(rows.next());
          }

          @Override
          public void close() {
            rows.close();
          }
        });
  }

  private void addSorted(SalvageOrigin origin, Path file) {
    Path directory = scratch.resolve(Integer.toString(sorted.size()));
    try (NewLevelDb database = NewLevelDb.create(directory)) {
      for (BackupEntry entry : MetadataBackup.open(file).getLatestEntries()) {
        if (entry.getProblem().isPresent()) {
          problems.add(entry.getProblem().get().getMessage());
        } else {
          database.put(entry.getKey().getBytes(StandardCharsets.UTF_8), withOffset(entry));
        }
      }
      database.finish();
    }
    LevelDbSnapshot snapshot = LevelDbSnapshot.open(directory);
    sorted.add(snapshot);
    add(snapshot.scan(new byte[0]), entry -> candidate(origin, file, entry));
  }

  private static byte[] withOffset(BackupEntry entry) {
    byte[] value = entry.getValue();
    return ByteBuffer.allocate(Long.BYTES + value.length)
        .putLong(entry.getOffset())
        .put(value)
        .array();
  }

  private static Candidate candidate(SalvageOrigin origin, Path file, LevelDbEntry entry) {
    byte[] bytes = entry.getValue();
    byte[] value = Arrays.copyOfRange(bytes, Long.BYTES, bytes.length);
    long offset = ByteBuffer.wrap(bytes).getLong();
    return Candidate.of(origin, file.toString(), offset, entry.getKey(), value);
  }

  /** A pass over all of them together. */
  CandidateMerge merged() {
    return new CandidateMerge(cursors);
  }

  /** What could not be read of backups and logs. */
  List<String> problems() {
    return problems;
  }

  @Override
  public void close() {
    cursors.forEach(RowCursor::close);
    sorted.forEach(LevelDbSnapshot::close);
  }
}
