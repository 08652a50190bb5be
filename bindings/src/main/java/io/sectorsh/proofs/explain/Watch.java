package io.sectorsh.proofs.explain;

import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.proofs.picture.Phase;
import io.sectorsh.proofs.picture.PostRow;
import io.sectorsh.proofs.picture.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Follows a window until it closes, and tells what changes: proofs that land, causes that come and
 * go. Looks once an epoch. Ends early when its thread is interrupted.
 */
public final class Watch {
  private final Explainer explainer;
  private final int deadline;
  private final Pause pause;
  private final Set<String> told = new HashSet<>();

  /** Waits between two looks. */
  public interface Pause {
    /** For so long. */
    void take(Duration length) throws InterruptedException;
  }

  /** Follows the open or the next window of a deadline. */
  public Watch(Explainer explainer, int deadline, Pause pause) {
    this.explainer = explainer;
    this.deadline = deadline;
    this.pause = pause;
  }

  /**
   * Tells each change once, as it is seen.
   *
   * @return how it ended
   */
  public Explanation follow(Consumer<? super WatchLine> changes) {
    Explanation seen = explainer.deadline(deadline, Optional.empty());
    Optional<ChainEpoch> epoch =
        seen.window()
            .map(window -> window.phase() == Phase.PAST ? window.following() : window)
            .map(Window::open);
    for (boolean first = true; ; first = false) {
      if (!first) {
        rest(seen);
      }
      seen = explainer.deadline(deadline, epoch);
      tell(seen, changes);
      if (seen.window().filter(window -> window.phase() != Phase.PAST).isEmpty()) {
        return seen;
      }
    }
  }

  private void tell(Explanation seen, Consumer<? super WatchLine> changes) {
    Window window = seen.window().orElse(null);
    if (window == null) {
      return;
    }
    Duration left = window.until(window.close());
    for (String text : texts(seen)) {
      if (told.add(text)) {
        changes.accept(
            new WatchLine(
                window.timeOf(window.head()), left.isNegative() ? Duration.ZERO : left, text));
      }
    }
  }

  private static List<String> texts(Explanation seen) {
    List<String> texts = new ArrayList<>();
    seen.window().ifPresent(window -> texts.add(phase(window)));
    for (PostRow post : seen.posts()) {
      texts.add(
          "%s proven by %s at epoch %s, exit code %d"
              .formatted(
                  Wording.partitions(post.partitions()),
                  Wording.brief(post.message()),
                  post.height(),
                  post.exitCode()));
    }
    seen.causes().forEach(cause -> texts.add(cause.kind() + ": " + cause.text()));
    if (seen.window().filter(window -> window.phase() == Phase.PAST).isPresent()) {
      texts.add(seen.verdict());
    }
    return texts;
  }

  private static String phase(Window window) {
    return switch (window.phase()) {
      case AHEAD -> "deadline " + window.deadline() + " opens at epoch " + window.open();
      case OPEN -> "deadline " + window.deadline() + " is open";
      case PAST -> "deadline " + window.deadline() + " has closed";
    };
  }

  private void rest(Explanation seen) {
    try {
      pause.take(
          seen.window()
              .map(window -> window.clock().epochDuration())
              .orElse(Duration.ofSeconds(30)));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped");
    }
  }
}
