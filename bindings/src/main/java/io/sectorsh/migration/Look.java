package io.sectorsh.migration;

/** A look at an action that may fail: what cannot be looked at cannot be done as things stand. */
final class Look {
  private Look() {}

  /**
   * What the world says; a conflict with the cause where it does not answer.
   *
   * @throws StoppedException if the operator wants to stop; so does an interrupted thread
   */
  static Inspection at(Action action, Reading reading) {
    try {
      return action.inspect(reading);
    } catch (StoppedException stopped) {
      throw stopped;
    } catch (RuntimeException blind) {
      if (Thread.currentThread().isInterrupted()) {
        throw blind;
      }
      Failure failure = Failure.of(blind);
      return Inspection.conflict("it cannot be looked at: " + failure.cause(), failure.next());
    }
  }
}
