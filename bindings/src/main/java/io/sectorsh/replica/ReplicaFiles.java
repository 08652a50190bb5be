package io.sectorsh.replica;

import java.nio.file.Path;

/**
 * Where the files of one replica are: {@code sealed} with {@code cache}, or after a snap upgrade
 * {@code update} with {@code update-cache}.
 *
 * @param sealed the sealed file
 * @param cache the directory with p_aux and the tree files
 * @param sectorBytes size of the sector
 */
public record ReplicaFiles(Path sealed, Path cache, long sectorBytes) {}
