package io.sectorsh.migration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Makes a file out of another one that an earlier action of the plan makes, so that it can be
 * judged only when its turn comes.
 */
record AppendLine(Path from, Path to) implements Action {
  static final String KIND = "test.append";

  static AppendLine read(ObjectNode parameters) {
    return new AppendLine(
        Path.of(parameters.get("from").asText()), Path.of(parameters.get("to").asText()));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode parameters() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("from", from.toString())
        .put("to", to.toString());
  }

  @Override
  public String describe() {
    return "make " + to.getFileName() + " of " + from.getFileName();
  }

  @Override
  public boolean judgedAtItsTurn() {
    return true;
  }

  @Override
  public Inspection inspect(Reading reading) {
    try {
      if (Files.notExists(from)) {
        return Inspection.conflict(from.getFileName() + " is missing", "Make it.");
      }
      String wanted = Files.readString(from) + "+";
      return Files.exists(to) && Files.readString(to).equals(wanted)
          ? Inspection.done()
          : Inspection.notDone("");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public boolean undoNeedsPreImage() {
    return false;
  }

  @Override
  public void apply(BatchContext context) {
    try {
      Path written = to.resolveSibling(to.getFileName() + ".new");
      Files.writeString(written, Files.readString(from) + "+");
      Files.move(written, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void makeDurable(BatchContext context) {
    context.syncLater(to);
  }

  @Override
  public void undo(PreImage before, BatchContext context) {
    try {
      Files.deleteIfExists(to);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
