package io.sectorsh.lab.files;

import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lab.population.FileSet;
import io.sectorsh.lab.population.PlannedPiece;
import io.sectorsh.lab.population.PlannedSector;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.population.SectorContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the files of a sealed sector into a storage path: real 2 KiB files, finalized. */
public final class SectorFiles {
  /** The node of a damaged sealed file that is not what was sealed. */
  public static final int DAMAGED_NODE = 37;

  private static final int NODE = 32;
  private static final byte[] UNSEALED_TRAILER = {4, 0x10, 2, 3, 0, 0, 0};

  private final Path storage;

  /** Writes into one storage path. */
  public SectorFiles(Path storage) {
    this.storage = storage;
  }

  /** Makes the directories of a storage path. */
  public void createDirectories(String... kinds) throws IOException {
    for (String kind : kinds) {
      Files.createDirectories(storage.resolve(kind));
    }
  }

  /**
   * Writes the files that the sector's form says it has, an unsealed copy only where it is kept.
   */
  public void write(PlannedSector<?> sector, boolean keepsUnsealed) throws IOException {
    String name = new SectorId(Population.MINER, sector.number()).fileName();
    SectorContent content = sector.content();
    FileSet files = sector.form().files();
    if (files.hasSealed()) {
      byte[] sealed = content.sealed();
      if (files == FileSet.DAMAGED) {
        sealed[DAMAGED_NODE * NODE] ^= 1;
      }
      Files.write(storage.resolve("sealed").resolve(name), sealed);
      writeCache("cache", name, content.columnRoot(), content.root());
    }
    if (files.hasUpdate()) {
      Files.write(storage.resolve("update").resolve(name), content.update());
      writeCache("update-cache", name, content.columnRoot(), content.updateRoot());
    }
    boolean unsealed = files == FileSet.SEALED_AND_UNSEALED || files.hasUpdate();
    if (keepsUnsealed && unsealed) {
      Files.write(storage.resolve("unsealed").resolve(name), unsealed(sector));
    }
  }

  /**
   * Writes the sealed files of a sector anew, or those of its upgrade, as a rebuild leaves them.
   */
  public void rewrite(PlannedSector<?> sector) throws IOException {
    String name = new SectorId(Population.MINER, sector.number()).fileName();
    SectorContent content = sector.content();
    boolean upgraded = sector.form().isSnap();
    String cache = upgraded ? "update-cache" : "cache";
    DirectoryTree.delete(storage.resolve(cache).resolve(name));
    Files.write(
        storage.resolve(upgraded ? "update" : "sealed").resolve(name),
        upgraded ? content.update() : content.sealed());
    writeCache(cache, name, content.columnRoot(), upgraded ? content.updateRoot() : content.root());
  }

  private void writeCache(String kind, String name, byte[] columns, byte[] root)
      throws IOException {
    Path directory = storage.resolve(kind).resolve(name);
    Files.createDirectory(directory);
    byte[] auxiliary = ByteBuffer.allocate(2 * NODE).put(columns).put(root).array();
    Files.write(directory.resolve("p_aux"), auxiliary);
    Files.write(directory.resolve("t_aux"), treeConfiguration(name));
    Files.write(directory.resolve("sc-02-data-tree-r-last.dat"), root);
  }

  private static byte[] unsealed(PlannedSector<?> sector) {
    ByteBuffer file = ByteBuffer.allocate(PlannedSector.SIZE + UNSEALED_TRAILER.length);
    for (PlannedPiece piece : sector.pieces()) {
      file.position((int) piece.offset());
      file.put(piece.data());
    }
    return file.position(PlannedSector.SIZE).put(UNSEALED_TRAILER).array();
  }

  /** t_aux: bincode of the trees' places on the host that sealed, which nobody reads again. */
  private static byte[] treeConfiguration(String name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String path = "/var/lib/sealing/cache/" + name;
    out.writeBytes(number(2));
    writeTree(out, path, "layer-1", 64, 0);
    writeTree(out, path, "layer-2", 64, 0);
    writeTree(out, path, "tree-d", 127, 0);
    writeTree(out, path, "tree-r-last", 73, 1);
    writeTree(out, path, "tree-c", 73, 0);
    return out.toByteArray();
  }

  private static void writeTree(
      ByteArrayOutputStream out, String path, String id, long nodes, long rowsDiscarded) {
    writeText(out, path);
    writeText(out, id);
    out.write(1);
    out.writeBytes(number(nodes));
    out.writeBytes(number(rowsDiscarded));
  }

  private static void writeText(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeBytes(number(bytes.length));
    out.writeBytes(bytes);
  }

  private static byte[] number(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }
}
