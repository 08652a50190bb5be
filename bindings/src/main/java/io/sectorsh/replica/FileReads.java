package io.sectorsh.replica;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What reading one file cost.
 *
 * @param file the file
 * @param reads how many places were read
 * @param bytes how many bytes came from them
 * @param total time of opening and of all reads
 * @param slowest time of the slowest one
 */
public record FileReads(Path file, int reads, long bytes, Duration total, Duration slowest) {}
