package io.sectorsh.shell.script;

import io.sectorsh.errors.NearNames;
import io.sectorsh.shell.command.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The scripts that can be called by their words: a file {@code export/metadata.groovy} is the
 * command {@code export metadata}. A user's own script hides a shipped one of the same words.
 */
public final class ScriptLibrary {
  private static final String SUFFIX = ".groovy";
  private static final String RESOURCE = "io/sectorsh/scripts/library";

  private final List<Path> directories;

  /**
   * @param directories where scripts are; the first that has one wins
   */
  public ScriptLibrary(List<Path> directories) {
    this.directories = List.copyOf(directories);
  }

  /** The user's scripts, then the shipped ones. */
  public static ScriptLibrary standard() {
    List<Path> directories = new ArrayList<>();
    String configuration = System.getenv("XDG_CONFIG_HOME");
    directories.add(
        (configuration == null || configuration.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".config")
                : Path.of(configuration))
            .resolve("sectorsh")
            .resolve("scripts"));
    String shipped = System.getProperty("sectorsh.scripts");
    if (shipped != null && Files.isDirectory(Path.of(shipped))) {
      directories.add(Path.of(shipped));
    } else {
      resources().ifPresent(directories::add);
    }
    return new ScriptLibrary(directories);
  }

  /** The script that these words begin with; the longest if there are several. */
  public Optional<ScriptCall> find(List<String> words) {
    for (int used = words.size(); used > 0; used--) {
      List<String> name = words.subList(0, used);
      Optional<Path> file = file(name);
      if (file.isPresent()) {
        return Optional.of(
            new ScriptCall(
                String.join(" ", name),
                file.get(),
                List.copyOf(words.subList(used, words.size()))));
      }
    }
    return Optional.empty();
  }

  /**
   * The script that these words begin with.
   *
   * @throws UsageException if there is none, with the names that come near
   */
  public ScriptCall required(List<String> words) {
    return find(words)
        .orElseThrow(
            () -> new UsageException("there is no script " + words.get(0), instead(words)));
  }

  /** What may have been meant: a near name, else all that begin with the first word. */
  private String instead(List<String> words) {
    Set<String> names = all().keySet();
    List<String> near = NearNames.of(String.join(" ", words), names);
    List<String> group =
        names.stream().filter(name -> name.startsWith(words.get(0) + " ")).toList();
    if (!group.isEmpty() && (near.isEmpty() || words.size() == 1 || words.get(1).startsWith("-"))) {
      return "It is one of: " + String.join(", ", group) + ".";
    }
    return near.isEmpty()
        ? "Type sectorsh --help; an expression is written sectorsh -e '...'."
        : "Did you mean " + String.join(" or ", near) + "?";
  }

  /** All scripts: words and file, sorted by their words. */
  public Map<String, Path> all() {
    Map<String, Path> all = new TreeMap<>();
    for (Path directory : directories) {
      if (Files.isDirectory(directory)) {
        collect(directory, all);
      }
    }
    return all;
  }

  private static void collect(Path directory, Map<String, Path> all) {
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .forEach(file -> all.putIfAbsent(words(directory.relativize(file)), file));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String words(Path relative) {
    String name = relative.toString();
    return name.substring(0, name.length() - SUFFIX.length())
        .replace('/', ' ')
        .replace('-', ' ')
        .strip();
  }

  private Optional<Path> file(List<String> name) {
    for (String word : name) {
      if (!isWord(word)) {
        return Optional.empty();
      }
    }
    for (Path directory : directories) {
      for (String separator : List.of("/", "-")) {
        Path file = directory.resolve(String.join(separator, name) + SUFFIX);
        if (Files.isRegularFile(file)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isWord(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(letter -> Character.isLetterOrDigit(letter) || letter == '-' || letter == '_')
        && text.charAt(0) != '-';
  }

  private static Optional<Path> resources() {
    URL url = ScriptLibrary.class.getClassLoader().getResource(RESOURCE);
    if (url == null) {
      return Optional.empty();
    }
    try {
      URI uri = url.toURI();
      return Optional.of(uri.getScheme().equals("jar") ? inJar(uri) : Path.of(uri));
    } catch (URISyntaxException | IOException unreadable) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("resource") // open as long as the process, as the jar itself is
  private static Path inJar(URI uri) throws IOException {
    FileSystem jar;
    try {
      jar = FileSystems.newFileSystem(uri, Map.of());
    } catch (FileSystemAlreadyExistsException open) {
      jar = FileSystems.getFileSystem(uri);
    }
    return jar.getPath("/" + RESOURCE);
  }
}
