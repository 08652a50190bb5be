package io.sectorsh.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files by which a lotus repository tells how its daemon is reached. */
record RepoFiles(Path repo) {

  /** Whether it is a repository, by lotus' own rule (node/repo/fsrepo.go). */
  boolean exists() {
    return Files.exists(repo.resolve("datastore")) || Files.exists(repo.resolve("keystore"));
  }

  /**
   * {@code TOKEN:ADDRESS} of its daemon. The daemon writes the file {@code api} when it starts and
   * removes it when it stops, so the usual address stands in for it. A token that this user may not
   * read is left out: the daemon then says what it needs one for.
   */
  String apiInfo(String usualAddress) {
    String address = content("api").orElse(usualAddress);
    return content("token").map(token -> token + ":" + address).orElse(address);
  }

  private Optional<String> content(String name) {
    try {
      String text = Files.readString(repo.resolve(name)).strip();
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
