package io.sectorsh.shell.session;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.lotus.repo.RepoActions;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.profile.Profile;
import io.sectorsh.proofs.Proofs;
import io.sectorsh.proofs.recover.RecoveryActions;
import io.sectorsh.shell.migration.MigrationDesk;
import io.sectorsh.stores.FileActions;
import io.sectorsh.stores.Stores;
import io.sectorsh.textfile.TextFiles;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.codehaus.groovy.runtime.MethodClosure;

/**
 * The systems that one run of the shell holds in its hand. Nothing is opened before it is named.
 * Safe for use by several threads.
 */
public final class Session implements AutoCloseable {
  private final Map<String, Root<?>> roots = new LinkedHashMap<>();
  private final ChangeGuard guard = new ChangeGuard(Mode.OBSERVE);
  private final Systems systems;
  private final PrintStream out;
  private final MigrationDesk desk;

  /**
   * A session in observe mode.
   *
   * @param systems which systems these are
   * @param out where scripts write progress and what they print
   */
  public Session(Systems systems, PrintStream out) {
    this.systems = systems;
    this.out = out;
    Root<Lotus> lotus = add("lotus", Lotus.class, () -> new Lotus(profile(), guard));
    Root<Damocles> damocles = add("damocles", Damocles.class, () -> new Damocles(profile(), guard));
    this.desk =
        new MigrationDesk(
            systems::journal,
            guard,
            this::profile,
            () ->
                FileActions.kinds()
                    .and(TextFiles.kinds())
                    .and(RepoActions.kinds(guard))
                    .and(RecoveryActions.kinds(lotus::get))
                    .and(lotus.get().getActionKinds())
                    .and(damocles.get().getActionKinds()));
    Root<Stores> stores =
        add(
            "stores",
            Stores.class,
            () -> new Stores(profile(), lotus.get(), damocles.get(), guard));
    add(
        "proofs",
        Proofs.class,
        () -> new Proofs(profile(), lotus.get(), damocles.get(), stores.get().getPaths(), guard));
    add("files", TextFiles.class, () -> new TextFiles(guard));
    add("profile", Profile.class, this::profile);
    add("migrations", MigrationDesk.class, () -> desk);
    add("migration", MethodClosure.class, () -> new MethodClosure(desk, "plan"));
    add("sandbox", MethodClosure.class, () -> new MethodClosure(desk, "sandbox"));
    add("guard", ChangeGuard.class, () -> guard);
    add("out", PrintStream.class, () -> out);
  }

  private <T> Root<T> add(String name, Class<T> type, Supplier<T> maker) {
    Root<T> root = new Root<>(type, maker);
    roots.put(name, root);
    return root;
  }

  /** Has the session hold one more thing, made when it is first named. */
  public <T> void offer(String name, Class<T> type, Supplier<T> maker) {
    add(name, type, maker);
  }

  /** The names that {@link #get} knows. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(roots.keySet());
    names.add("mode");
    return names;
  }

  /** Whether this name is the session's. */
  public boolean offers(String name) {
    return name.equals("mode") || roots.containsKey(name);
  }

  /** The thing of this name, opened now if need be. */
  public Object get(String name) {
    if (name.equals("mode")) {
      return guard.mode();
    }
    Root<?> root = roots.get(name);
    if (root == null) {
      throw new IllegalArgumentException(name);
    }
    return root.get();
  }

  /** What the thing of this name is, without opening it; empty if there is none. */
  public Optional<Class<?>> typeOf(String name) {
    return name.equals("mode")
        ? Optional.of(Mode.class)
        : Optional.ofNullable(roots.get(name)).map(Root::type);
  }

  /** Which systems these are. */
  public Profile profile() {
    return systems.profile();
  }

  /** Which systems these are, and what runs them if they run in this process. */
  public Systems systems() {
    return systems;
  }

  /** The migrations, and whoever watches them. */
  public MigrationDesk migrations() {
    return desk;
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
    desk.close();
    systems.close();
  }
}
