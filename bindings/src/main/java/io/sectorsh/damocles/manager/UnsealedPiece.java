package io.sectorsh.damocles.manager;

import java.nio.file.Path;

/**
 * A piece that was read out of a sector into a file.
 *
 * @param file where it is
 * @param bytes how long it is
 */
public record UnsealedPiece(Path file, long bytes) {}
