package io.sectorsh.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A directory with what a migration changes and the journal of it. What kill -9 leaves behind at a
 * moment is what the directory holds at that moment: so copying it away and back is a kill, at the
 * price of a copy.
 */
final class World {
  static final int FILES = 12;
  private static final String NAME = "mixed";

  private final Path root;

  World(Path root) {
    this.root = root;
  }

  static World create(Path root) throws IOException {
    World world = new World(root);
    Files.createDirectories(world.files());
    for (int number = 0; number < FILES; number += 2) {
      Files.writeString(world.file(number), "old " + number);
    }
    Files.writeString(world.ledger(), "2=two\n3=three\n");
    return world;
  }

  Path files() {
    return root.resolve("files");
  }

  Path file(int number) {
    return files().resolve("f" + number);
  }

  Path ledger() {
    return files().resolve("ledger");
  }

  JournalPlace place() {
    return JournalPlace.usual(Map.of(), root.resolve("home"));
  }

  static ActionKinds kinds() {
    return ActionKinds.none()
        .with(SetText.KIND, SetText::read)
        .with(SetLine.KIND, SetLine::read)
        .with(AppendLine.KIND, AppendLine::read);
  }

  Migrations open(Transitions transitions) {
    return new Migrations(
        place(), kinds(), new ChangeGuard(Mode.APPLY), Clock.systemUTC(), transitions);
  }

  /** Files, lines of the ledger, and files that build on the former, in batches of four. */
  void plan() {
    try (Migrations migrations = open(Transitions.NONE)) {
      migrations.plan(NAME, PlanOptions.usual().withBatchSize(4), this::record);
    }
  }

  private void record(Recorder recorder) {
    for (int number = 0; number < FILES; number++) {
      recorder.add(new SetText(file(number), "new " + number));
      if (number % 2 == 0) {
        recorder.add(new SetLine(ledger(), "" + number, "line " + number));
      }
    }
    recorder.add(new AppendLine(file(1), file(100)));
    recorder.add(new AppendLine(file(2), file(101)));
  }

  static Migration migration(Migrations migrations) {
    return migrations.find(NAME).orElseThrow();
  }

  /**
   * What the journal claims is so: what is called done is there, what failed is not and says why,
   * and there is nothing of what the journal does not know to have begun.
   */
  void requireTrue(String when) {
    try (Migrations migrations = open(Transitions.NONE);
        ReadingPass reading = new ReadingPass()) {
      Migration migration = migration(migrations);
      List<PlannedAction> plan = migration.getActions().toList();
      for (ActionRow row : migration.getReport()) {
        Action action = plan.get((int) row.number() - 1).read(kinds());
        boolean there = action.inspect(reading) instanceof Inspection.Done;
        boolean right =
            switch (row.state()) {
              case DONE, FOUND_DONE -> there;
              case FAILED -> !there && !row.cause().isEmpty();
              case PLANNED -> !there;
              default -> true;
            };
        if (!right) {
          throw new IllegalStateException(when + ": " + row + (there ? " is there" : " is not"));
        }
      }
    }
  }

  /** The content of every file that the migration may change. */
  Map<String, String> content() throws IOException {
    return contentOf(files());
  }

  private static Map<String, String> contentOf(Path directory) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        content.put(
            directory.relativize(file).toString(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return content;
  }

  /** Everything, the journal included. */
  Map<String, byte[]> copy() {
    Map<String, byte[]> copy = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        String name = root.relativize(file).toString();
        if (!name.endsWith("-shm") && !name.contains("/native/")) {
          copy.put(name, Files.readAllBytes(file));
        }
      }
      return copy;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Puts everything back as it was copied. No journal may be open. */
  void restore(Map<String, byte[]> copy) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        if (!file.toString().contains("/native/")) {
          Files.delete(file);
        }
      }
    }
    for (Map.Entry<String, byte[]> file : copy.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }
}
