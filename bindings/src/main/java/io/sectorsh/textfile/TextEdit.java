package io.sectorsh.textfile;

import io.sectorsh.migration.ChangeGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text file with changes that are not written yet: {@code files.text('/etc/default/lotus')
 * .replace('A=1', 'A=2').write()}. Immutable: each change gives another one.
 */
public final class TextEdit {
  private final ChangeGuard guard;
  private final TextChange change;
  private final List<TextPiece> steps;

  private TextEdit(ChangeGuard guard, TextChange change, List<TextPiece> steps) {
    this.guard = guard;
    this.change = change;
    this.steps = List.copyOf(steps);
  }

  static TextEdit of(TextFile file, ChangeGuard guard) {
    Optional<String> now = file.text();
    return new TextEdit(guard, new TextChange(file, now, now), List.of());
  }

  TextChange change() {
    return change;
  }

  List<TextPiece> steps() {
    return steps;
  }

  /** The content with the changes; empty if there is no file and none of them. May hold tokens. */
  public Optional<String> getContent() {
    return change.after();
  }

  /** What the changes come to, as a unified diff with tokens blotted out. */
  public String getDiff() {
    return change.diff();
  }

  /**
   * Puts something else in the place of a piece.
   *
   * @param piece must stand in the content exactly once
   * @throws io.sectorsh.errors.OperatorException BAD_VALUE if it does not
   */
  public TextEdit replace(String piece, String with) {
    return with(new TextPiece(Optional.of(piece), with));
  }

  /** Puts another content in the place of the whole, or into a new file. */
  public TextEdit put(String content) {
    return new TextEdit(guard, change, List.of()).with(new TextPiece(Optional.empty(), content));
  }

  private TextEdit with(TextPiece step) {
    List<TextPiece> more = new ArrayList<>(steps);
    more.add(step);
    String made = step.in(change.after(), change.file().path().toString());
    return new TextEdit(
        guard, new TextChange(change.file(), change.before(), Optional.of(made)), more);
  }

  /**
   * Writes the changes, or makes them a part of the plan that is being recorded. The file keeps its
   * owner and permissions, and its earlier content stays beside it. What writes or replaces a token
   * is no part of a plan, since the journal keeps none.
   *
   * @throws io.sectorsh.errors.OperatorException IN_USE if somebody has changed the file meanwhile
   * @throws io.sectorsh.migration.RefusedException if the session's mode does not allow changes
   */
  public void write() {
    if (steps.isEmpty()) {
      return;
    }
    if (steps.stream().anyMatch(TextPiece::isSecret)) {
      guard.requireApply("write a token into " + change.file().path());
      change.write(change.backup());
      return;
    }
    if (!guard.isRecording()) {
      change.requireFresh();
    }
    guard.submit(TextAction.of(this));
  }

  /** The diff. */
  @Override
  public String toString() {
    String path = change.file().path().toString();
    return change.isEmpty() ? path + ": no change" : getDiff() + ".write() writes it.";
  }
}
