package io.sectorsh.lab.incident;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lab.population.SectorContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

/** Stores and files that are not what the chain expects. */
final class FileIncidents {
  private static final String TREE = "sc-02-data-tree-r-last.dat";
  private static final int CHANGED_BYTE = 1_187;

  private FileIncidents() {}

  static List<Incident> all() {
    return List.of(
        skipped("sealed-missing", "a sealed file was moved away")
            .damaged(scene -> moveAway(scene.file("sealed", Scene.SECTOR))),
        skipped("tree-missing", "the tree file of a cache is missing")
            .damaged(scene -> Files.delete(scene.file("cache", Scene.SECTOR).resolve(TREE))),
        skipped("sealed-short", "a sealed file is shorter than a sector")
            .damaged(scene -> shorten(scene.file("sealed", Scene.SECTOR))),
        skipped("unreadable", "a file cannot be read: its link leads in a circle")
            .damaged(scene -> circle(scene.file("cache", Scene.SECTOR).resolve("p_aux"))),
        skipped("disk-hangs", "a file cannot even be opened: its disk does not answer any more")
            .damaged(scene -> hang(scene.file("cache", Scene.SECTOR).resolve("p_aux"))),
        skipped("store-gone", "a store is not mounted").damaged(FileIncidents::unmount),
        unproven("wrong-p-aux", "p_aux is of another sector")
            .damaged(
                scene ->
                    copy(
                        scene.file("cache", 24).resolve("p_aux"),
                        scene.file("cache", Scene.SECTOR).resolve("p_aux"))),
        unproven("old-cache-after-upgrade", "an upgraded sector has the cache from before")
            .damaged(FileIncidents::oldCache),
        upgradedSkipped("old-files-after-upgrade", "an upgraded sector has the old files only")
            .damaged(FileIncidents::oldFiles),
        unproven("wrong-tree", "the tree file is of another sector")
            .damaged(
                scene ->
                    copy(
                        scene.file("cache", 24).resolve(TREE),
                        scene.file("cache", Scene.SECTOR).resolve(TREE))),
        unproven("corrupt-replica", "bytes of a sealed file changed")
            .damaged(scene -> flip(scene.file("sealed", Scene.SECTOR))));
  }

  /** The prover notices by itself and leaves the sector out. */
  private static Incident skipped(String name, String text) {
    return Incident.of(name, text).planned(scene -> scene.skipped(SectorNumbers.of(Scene.SECTOR)));
  }

  private static Incident upgradedSkipped(String name, String text) {
    return Incident.of(name, text)
        .planned(scene -> scene.skipped(SectorNumbers.of(Scene.UPGRADED)));
  }

  /** The prover does not notice; its own proof fails its own verification over and over. */
  private static Incident unproven(String name, String text) {
    return Incident.of(name, text).planned(Scene::nothingLanded);
  }

  private static void moveAway(Path file) throws IOException {
    Path elsewhere = file.resolve("../../../moved-away").normalize();
    Files.createDirectories(elsewhere);
    Files.move(file, elsewhere.resolve(file.getFileName()));
  }

  private static void shorten(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
  }

  private static void circle(Path file) throws IOException {
    Files.delete(file);
    Files.createSymbolicLink(file, file.getFileName());
  }

  /** A pipe that nobody writes into lets nobody open it, as a disk that hangs. */
  private static void hang(Path file) throws IOException {
    Files.delete(file);
    int made =
        new ProcessBuilder("mkfifo", file.toString())
            .inheritIO()
            .start()
            .onExit()
            .join()
            .exitValue();
    if (made != 0) {
      throw new IOException("mkfifo " + file + " failed");
    }
  }

  private static void unmount(Scene scene) throws IOException {
    Path store = scene.layout().lotusStore();
    Files.move(store, store.resolveSibling("unmounted"));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  /** comm_c of both replicas is the same: only comm_r_last tells the old cache from the new. */
  private static void oldCache(Scene scene) throws IOException {
    Path cache = scene.file("update-cache", Scene.UPGRADED);
    SectorContent content = scene.sector(Scene.UPGRADED).content();
    byte[] aux = Files.readAllBytes(cache.resolve("p_aux"));
    System.arraycopy(content.root(), 0, aux, aux.length / 2, content.root().length);
    Files.write(cache.resolve("p_aux"), aux);
    Files.write(cache.resolve(TREE), content.root());
  }

  private static void oldFiles(Scene scene) throws IOException {
    Path update = scene.file("update", Scene.UPGRADED);
    Path store = update.resolve("../../sealed").normalize();
    Files.write(
        store.resolve(update.getFileName()), scene.sector(Scene.UPGRADED).content().sealed());
    Files.delete(update);
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[CHANGED_BYTE] ^= 1;
    Files.write(file, bytes);
  }
}
