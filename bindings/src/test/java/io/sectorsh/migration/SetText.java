package io.sectorsh.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;

/** Sets a small file's text, which must be what it was when the plan was made. */
record SetText(Path file, String text) implements Action {
  static final String KIND = "test.text";

  static SetText read(ObjectNode parameters) {
    return new SetText(Path.of(parameters.get("file").asText()), parameters.get("text").asText());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode parameters() {
    return JsonNodeFactory.instance.objectNode().put("file", file.toString()).put("text", text);
  }

  @Override
  public String describe() {
    return "set " + file.getFileName() + " to " + text;
  }

  @Override
  public long bytes() {
    return text.length();
  }

  @Override
  public Set<String> resources() {
    return Set.of("store:" + file.getParent());
  }

  @Override
  public Inspection inspect(Reading reading) {
    Optional<String> now = now();
    if (now.equals(Optional.of(text))) {
      return Inspection.done();
    }
    if (now.equals(Optional.of("locked"))) {
      return Inspection.conflict("the file is locked", "Unlock it.");
    }
    return Inspection.notDone(Fingerprint.of(now.orElse("")));
  }

  private Optional<String> now() {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException missing) {
      return Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public PreImage preImage(Reading reading) {
    return now().map(text -> PreImage.of(text.getBytes(UTF_8))).orElse(PreImage.none());
  }

  @Override
  public void apply(BatchContext context) {
    set(Optional.of(text));
  }

  private Path written() {
    return file.resolveSibling(file.getFileName() + ".new");
  }

  private void set(Optional<String> next) {
    Path written = written();
    try {
      Files.deleteIfExists(written);
      if (next.isEmpty()) {
        Files.deleteIfExists(file);
      } else {
        Files.writeString(written, next.get());
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void makeDurable(BatchContext context) {
    context.syncLater(file);
    context.syncLater(file.getParent());
  }

  @Override
  public Inspection inspectUndo(PreImage before, Reading reading) {
    Optional<String> now = now();
    if (now.equals(before.bytes().map(bytes -> new String(bytes, UTF_8)))) {
      // What a killed process had begun to write has to go as well.
      return Files.exists(written()) ? Inspection.notDone("") : Inspection.done();
    }
    return now.equals(Optional.of(text))
        ? Inspection.notDone("")
        : Inspection.conflict("somebody changed the file", "Look at it.");
  }

  @Override
  public void undo(PreImage before, BatchContext context) {
    set(before.bytes().map(bytes -> new String(bytes, UTF_8)));
  }
}
