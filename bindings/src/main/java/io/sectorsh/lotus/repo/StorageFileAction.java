package io.sectorsh.lotus.repo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lotus.record.RepoFailures;
import io.sectorsh.lotus.storage.StorageJson;
import io.sectorsh.migration.Action;
import io.sectorsh.migration.Alteration;
import io.sectorsh.migration.BatchContext;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.Overlay;
import io.sectorsh.migration.PreImage;
import io.sectorsh.migration.Reading;
import io.sectorsh.posix.ReplacedFile;
import io.sectorsh.textfile.TextFile;
import io.sectorsh.textfile.TextView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A change of one of the small JSON files of storage paths, judged by the members that it is about:
 * others may change meanwhile. Undone to the last byte where nothing else was changed since,
 * otherwise by those members.
 */
abstract class StorageFileAction implements Action {
  private final LotusRepo repo;
  private final Path path;

  /**
   * @param path the storage path
   */
  StorageFileAction(LotusRepo repo, Path path) {
    this.repo = repo;
    this.path = path;
  }

  /** The file that is changed. */
  abstract Path file();

  /** Whether it is done, not done or in conflict; failures are conflicts as well. */
  abstract Inspection judge(Optional<ObjectNode> now, TextView view);

  /** Its content after the change. */
  abstract Optional<ObjectNode> after(Optional<ObjectNode> now);

  /** Whether it is undone, to be undone, or cannot be. */
  abstract Inspection judgeUndo(Optional<ObjectNode> now, Optional<ObjectNode> earlier);

  /** Its content after the change was taken back, with all that was changed since. */
  abstract Optional<ObjectNode> back(Optional<ObjectNode> now, Optional<ObjectNode> earlier);

  /** Keeps from lotus-miner what it would write itself. */
  void hold(BatchContext context) {
    RepoJoint.hold(repo, context);
  }

  LotusRepo repo() {
    return repo;
  }

  Path path() {
    return path;
  }

  @Override
  public ObjectNode parameters() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("repo", repo.getPath().toString())
        .put("path", path.toString());
  }

  @Override
  public final Set<String> resources() {
    return Set.of(RepoJoint.key(repo.getPath()));
  }

  private Optional<String> text(TextView view) {
    return new TextFile(file(), () -> view).text();
  }

  private Optional<ObjectNode> parsed(Optional<String> text) {
    return text.map(content -> StorageJson.parse(file(), content));
  }

  @Override
  public final Inspection inspect(Reading reading) {
    TextView view = TextView.of(reading);
    return judged(() -> judge(parsed(text(view)), view));
  }

  private static Inspection judged(Supplier<Inspection> question) {
    try {
      return question.get();
    } catch (OperatorException unfit) {
      return Inspection.conflict(unfit.where() + " " + unfit.what(), unfit.next());
    }
  }

  /** Of a file that is not there, an empty one, which no such file is. */
  @Override
  public final PreImage preImage(Reading reading) {
    return PreImage.of(text(TextView.of(reading)).orElse("").getBytes(UTF_8));
  }

  private static Optional<String> earlier(PreImage before) {
    return before
        .bytes()
        .map(bytes -> new String(bytes, UTF_8))
        .filter(content -> !content.isEmpty());
  }

  @Override
  public List<Alteration> alterations(Reading reading) {
    Optional<ObjectNode> now = parsed(text(TextView.of(reading)));
    return List.of(Alteration.of(file().toString(), now, after(now.map(ObjectNode::deepCopy))));
  }

  @Override
  public final boolean pretend(Overlay overlay) {
    Optional<ObjectNode> after = after(parsed(text(TextView.of(overlay))));
    new TextFile(file()).pretend(overlay, after.map(StorageJson::text));
    return true;
  }

  @Override
  public void apply(BatchContext context) {
    hold(context);
    write(after(parsed(text(new TextView()))).map(StorageJson::text));
  }

  private void write(Optional<String> content) {
    repo.requireApply("change " + file());
    try {
      if (content.isPresent()) {
        ReplacedFile.write(file(), content.get().getBytes(UTF_8));
      } else {
        Files.deleteIfExists(file());
      }
    } catch (IOException failure) {
      throw RepoFailures.of(file(), failure);
    }
  }

  /** The renaming that a killed process had made may not be on the disk yet. */
  @Override
  public final void makeDurable(BatchContext context) {
    context.syncLater(file());
    Optional.ofNullable(file().getParent()).ifPresent(context::syncLater);
  }

  @Override
  public final Inspection inspectUndo(PreImage before, Reading reading) {
    return judged(() -> judgeUndo(parsed(text(TextView.of(reading))), parsed(earlier(before))));
  }

  @Override
  public void undo(PreImage before, BatchContext context) {
    hold(context);
    Optional<String> now = text(new TextView());
    Optional<String> old = earlier(before);
    boolean untouched =
        before.bytes().isPresent() && now.equals(after(parsed(old)).map(StorageJson::text));
    write(untouched ? old : back(parsed(now), parsed(old)).map(StorageJson::text));
  }

  @Override
  public final String toString() {
    return describe();
  }
}
