package io.sectorsh.leveldb;

import java.util.List;
import java.util.Optional;

/**
 * What a MANIFEST file says in the end: the tables, and from which log on there is more.
 *
 * @param logNumber logs of this and higher numbers are still to be read
 * @param previousLogNumber one more log to read; 0 if none
 * @param tables by level, then by smallest key
 */
record Manifest(long logNumber, long previousLogNumber, List<TableFile> tables) {

  static Manifest read(DatabaseFile file) {
    LogReader records = new LogReader(file);
    ManifestBuilder builder = new ManifestBuilder(file);
    for (Optional<byte[]> edit = records.next(); edit.isPresent(); edit = records.next()) {
      builder.apply(new Input(file, records.recordOffset(), edit.get(), edit.get().length));
    }
    return builder.build();
  }

  boolean needsLog(long number) {
    return number >= logNumber || number == previousLogNumber;
  }
}
