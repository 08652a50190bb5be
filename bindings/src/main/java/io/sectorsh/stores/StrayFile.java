package io.sectorsh.stores;

import java.nio.file.Path;

/**
 * An entry where sector files belong that is none, or that lotus takes for another than it is.
 *
 * @param store where it is
 * @param path what it is
 * @param problem what it does
 */
public record StrayFile(Store store, Path path, String problem) {}
