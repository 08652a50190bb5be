package io.sectorsh.stores;

import java.nio.file.Path;

/**
 * Why a sector could not be proven from the files that are there.
 *
 * @param path the file
 * @param reason what is wrong with it, half a sentence
 */
public record FileProblem(Path path, String reason) {
  @Override
  public String toString() {
    return path + ": " + reason;
  }
}
