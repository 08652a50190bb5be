package io.sectorsh.shell.session;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.profile.Profile;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The systems that one run of the shell holds in its hand. Nothing is opened before it is named.
 * Safe for use by several threads.
 */
public final class Session implements AutoCloseable {
  private static final List<String> NAMES = List.of("damocles", "profile", "mode", "guard", "out");

  private final ChangeGuard guard = new ChangeGuard(Mode.OBSERVE);
  private final Systems systems;
  private final PrintStream out;
  private @Nullable Damocles damocles;

  /**
   * @param systems which systems these are
   * @param out where scripts write progress and what they print
   */
  public Session(Systems systems, PrintStream out) {
    this.systems = systems;
    this.out = out;
  }

  /** The names that {@link #get} knows. */
  public List<String> names() {
    return NAMES;
  }

  /** Whether this name is the session's. */
  public boolean offers(String name) {
    return NAMES.contains(name);
  }

  /** The thing of this name, opened now if need be. */
  public Object get(String name) {
    return switch (name) {
      case "damocles" -> damocles();
      case "profile" -> profile();
      case "mode" -> guard.mode();
      case "guard" -> guard;
      case "out" -> out;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private synchronized Damocles damocles() {
    Damocles opened = damocles;
    if (opened == null) {
      opened = new Damocles(profile(), guard);
      damocles = opened;
    }
    return opened;
  }

  /** Which systems these are. */
  public Profile profile() {
    return systems.profile();
  }

  /** Which systems these are, and what runs them if they run in this process. */
  public Systems systems() {
    return systems;
  }

  /** What this session may do. */
  public ChangeGuard guard() {
    return guard;
  }

  /** Where scripts write progress and what they print. */
  public PrintStream out() {
    return out;
  }

  @Override
  public void close() {
    systems.close();
  }
}
