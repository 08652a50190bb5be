package io.sectorsh.shell.prompt;

import io.sectorsh.shell.engine.Engine;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The two languages, and which of them lines are in now. */
final class Engines {
  private final Engine groovy;
  private final Supplier<Engine> startJava;
  private @Nullable Engine java;
  private Engine current;

  /**
   * @param startJava makes the second language when it is first asked for
   */
  Engines(Engine groovy, Supplier<Engine> startJava) {
    this.groovy = groovy;
    this.startJava = startJava;
    this.current = groovy;
  }

  Engine current() {
    return current;
  }

  void useGroovy() {
    current = groovy;
  }

  void useJava() {
    Engine started = java;
    if (started == null) {
      started = startJava.get();
      java = started;
    }
    current = started;
  }
}
