package io.sectorsh.leveldb;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What CURRENT and MANIFEST still tell of which files belong to the database. */
final class VersionSurvey {
  private static final String ZERO_END =
      "ends in zeros: its writer died, or the disk lost what it wrote last";

  private final Path directory;
  private final Losses losses;
  private final Map<Long, TableFile> tables = new TreeMap<>();
  private Optional<ManifestBuilder> edits = Optional.empty();
  private Optional<Manifest> version = Optional.empty();

  private VersionSurvey(Path directory, Losses losses) {
    this.directory = directory;
    this.losses = losses;
  }

  static VersionSurvey of(Path directory, Losses losses) {
    VersionSurvey survey = new VersionSurvey(directory, losses);
    NavigableMap<Long, Path> manifests = numbered(directory, FileNames.MANIFEST);
    Optional<Path> named = survey.named();
    Optional<Path> newest =
        named
            .filter(Files::exists)
            .or(() -> Optional.ofNullable(manifests.lastEntry()).map(Map.Entry::getValue));
    if (newest.isEmpty()) {
      survey.unproven("MANIFEST", 0, 0, "no MANIFEST is left");
    } else {
      survey.read(newest.get());
      if (!named.equals(newest) && manifests.size() > 1) {
        survey.unproven(FileNames.CURRENT, 0, 0, "several MANIFEST files and nothing to choose by");
      }
    }
    return survey;
  }

  /** The files of one kind by their number. */
  static NavigableMap<Long, Path> numbered(Path directory, Pattern form) {
    NavigableMap<Long, Path> found = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        FileNames.number(form, String.valueOf(file.getFileName()))
            .ifPresent(number -> found.put(number, file));
      }
      return found;
    } catch (DirectoryIteratorException failure) {
      throw DatabaseFile.failed(directory, Objects.requireNonNull(failure.getCause()));
    } catch (IOException failure) {
      throw DatabaseFile.failed(directory, failure);
    }
  }

  private Optional<Path> named() {
    try {
      Path manifest = CurrentFile.manifest(directory);
      if (!Files.exists(manifest)) {
        losses.add(
            FileNames.CURRENT,
            0,
            0,
            DamageKind.CURRENT,
            "names a file that is missing: " + manifest.getFileName());
      }
      return Optional.of(manifest);
    } catch (OperatorException unusable) {
      if (unusable.code() == ErrorCode.NO_PERMISSION) {
        throw unusable;
      }
      losses.add(FileNames.CURRENT, 0, 0, DamageKind.CURRENT, unusable.what());
      return Optional.empty();
    }
  }

  private void unproven(String file, long offset, long length, String what) {
    version = Optional.empty();
    losses.add(file, offset, length, DamageKind.MANIFEST, what, Loss.OF_THE_VERSION);
  }

  private void read(Path path) {
    String name = String.valueOf(path.getFileName());
    boolean[] damaged = {false};
    try (DatabaseFile file = DatabaseFile.open(path)) {
      ManifestBuilder builder = new ManifestBuilder(file);
      edits = Optional.of(builder);
      TolerantLog records =
          new TolerantLog(
              file,
              (offset, length, zeros) -> {
                if (zeros && offset + length == file.size()) {
                  losses.add(name, offset, length, DamageKind.MANIFEST, ZERO_END, Loss.OF_AN_END);
                } else {
                  damaged[0] = true;
                  unproven(name, offset, length, "edits cannot be read");
                }
              });
      for (Optional<byte[]> edit = records.next(); edit.isPresent(); edit = records.next()) {
        builder.apply(new Input(file, records.recordOffset(), edit.get(), edit.get().length));
      }
      if (!damaged[0]) {
        version = Optional.of(builder.build());
      }
    } catch (OperatorException malformed) {
      unproven(name, 0, 0, malformed.what());
    } catch (NoSuchFileException gone) {
      unproven(name, 0, 0, "is missing");
    }
    edits.ifPresent(known -> known.tables().forEach(table -> tables.put(table.number(), table)));
  }

  /** The version, if it is beyond doubt. */
  Optional<Manifest> version() {
    return version;
  }

  /** What was last said of a table. */
  Optional<TableFile> table(long number) {
    return Optional.ofNullable(tables.get(number));
  }

  /** Tables that were part of the database when the last readable edit was written. */
  Iterable<TableFile> tables() {
    return tables.values();
  }

  /** How recent the writes in a table are. */
  int rank(long number) {
    TableFile table = tables.get(number);
    return version.isPresent() && table != null ? Rank.ofLevel(table.level()) : Rank.MAY_BE_OLDEST;
  }

  /** Whether the database had let go of the table, so that its deleted keys may be gone. */
  boolean isRetired(long number) {
    if (edits.isEmpty()) {
      return false;
    }
    boolean unlisted =
        version.isPresent() && !tables.containsKey(number) && number < edits.get().nextNumber();
    return unlisted || edits.get().isRemoved(number);
  }

  boolean isRetiredLog(long number) {
    return edits.map(known -> known.isPast(number)).orElse(false);
  }
}
