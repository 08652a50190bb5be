package io.sectorsh.damocles;

import java.nio.file.Path;

/**
 * A piece that was read out of a sector into a file.
 *
 * @param file where it is
 * @param bytes how long it is
 */
public record UnsealedPiece(Path file, long bytes) {}
