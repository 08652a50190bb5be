package io.sectorsh.stores;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lotus.record.SectorFileType;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether what is to come in finds room; holes in the files are not counted on. */
record FreeSpace(StoreLayout destination, SectorFileSet from, List<SectorFileType> kinds) {
  /**
   * @throws OperatorException NO_SPACE if a file system has less room than the files are long
   */
  void require() throws IOException {
    Map<FileStore, Long> needs = new HashMap<>();
    for (SectorFileType kind : kinds) {
      Path target = existing(destination.place(kind, from.sector()));
      needs.merge(Files.getFileStore(target), need(kind), Long::sum);
    }
    for (Map.Entry<FileStore, Long> need : needs.entrySet()) {
      long free = need.getKey().getUsableSpace();
      if (free < need.getValue()) {
        throw new OperatorException(
            ErrorCode.NO_SPACE,
            from.sector() + " needs " + need.getValue() + " bytes, and " + free + " are free",
            destination.root().toString(),
            "Make room on that file system, or name another store.");
      }
    }
  }

  /** What an interrupted copy brought in already is not needed again. */
  private long need(SectorFileType kind) throws IOException {
    long bytes = bytes(from.path(kind)) - bytes(destination.incoming(kind, from.sector()));
    return Math.max(0, bytes);
  }

  private static long bytes(Path path) throws IOException {
    long bytes = 0;
    for (Path file : DurableTree.filesAt(path)) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  private static Path existing(Path path) {
    Path at = path;
    while (!Files.exists(at)) {
      at = DurableTree.parent(at);
    }
    return at;
  }
}
