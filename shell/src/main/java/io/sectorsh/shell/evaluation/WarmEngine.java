package io.sectorsh.shell.evaluation;

import io.sectorsh.shell.engine.Engine;
import io.sectorsh.shell.engine.Evaluated;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** An engine that loads while the first line is typed; whoever needs it sooner waits. */
public final class WarmEngine implements Engine {
  private final String name;
  private final Predicate<String> openness;
  private final FutureTask<Engine> loading;

  /**
   * @param openness tells whether a line is unfinished without the engine
   * @param load makes the engine
   */
  public WarmEngine(String name, Predicate<String> openness, Supplier<Engine> load) {
    this.name = name;
    this.openness = openness;
    this.loading = new FutureTask<>(load::get);
    Thread thread = new Thread(loading, "warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isOpen(String source) {
    return openness.test(source);
  }

  @Override
  public Evaluated evaluate(String source) {
    return loaded().evaluate(source);
  }

  @Override
  public void stop() {
    if (loading.isDone()) {
      loaded().stop();
    }
  }

  private Engine loaded() {
    try {
      return loading.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while " + name + " was loading");
    } catch (ExecutionException failure) {
      throw new IllegalStateException(name + " did not load", failure.getCause());
    }
  }
}
