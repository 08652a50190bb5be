package io.sectorsh.lab;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory of one lab.
 *
 * @param path absolute, without links
 * @param deletedOnClose whether it goes away with the lab
 * @param marker of the lab that was found in it; empty when it is new
 */
record LabDirectory(Path path, boolean deletedOnClose, Optional<LabMarker> marker) {

  /** A new directory among the system's temporary ones. */
  static LabDirectory temporary() throws IOException {
    Path made = Files.createTempDirectory(TemporaryPlace.choose(), "sectorsh-lab-");
    return new LabDirectory(made.toRealPath(), true, Optional.empty());
  }

  /**
   * A directory that the user named: a lab in it is continued, an empty or missing one is taken.
   *
   * @throws OperatorException REFUSED when it holds anything else
   */
  static LabDirectory named(Path given) throws IOException {
    if (Files.exists(given) && !Files.isDirectory(given)) {
      throw refused(given, "there is a file of that name");
    }
    Files.createDirectories(given);
    Path path = given.toRealPath();
    Path file = path.resolve(LabMarker.FILE);
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      LabMarker marker =
          LabMarker.read(Files.readAllBytes(file))
              .orElseThrow(() -> refused(path, "the lab in it is of another version"));
      return new LabDirectory(path, false, Optional.of(marker));
    }
    try (Stream<Path> content = Files.list(path)) {
      if (content.findAny().isPresent()) {
        throw refused(path, "the directory holds other files and no lab");
      }
    }
    return new LabDirectory(path, false, Optional.empty());
  }

  /** Whoever wants to try one situation should not work in another one by mistake. */
  void require(String scenario) {
    marker
        .filter(found -> !scenario.isEmpty() && !found.scenario().equals(scenario))
        .ifPresent(
            found -> {
              throw refused(
                  path,
                  found.scenario().isEmpty()
                      ? "the lab in it has no scenario"
                      : "the lab in it has scenario " + found.scenario());
            });
  }

  private static OperatorException refused(Path path, String why) {
    return new OperatorException(
        ErrorCode.REFUSED,
        why,
        path.toString(),
        "Name an empty or a new directory, or one that an earlier --lab=DIR made.");
  }

  void writeMarker(LabMarker made) throws IOException {
    Files.write(path.resolve(LabMarker.FILE), made.toBytes());
  }
}
