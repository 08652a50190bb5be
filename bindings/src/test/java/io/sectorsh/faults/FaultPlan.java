package io.sectorsh.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Which call of a run fails, and how. For one thread. */
public final class FaultPlan {
  private final int failing;
  private final Fault fault;
  private final List<SystemCall> calls = new ArrayList<>();
  private boolean dead;

  private FaultPlan(int failing, Fault fault) {
    this.failing = failing;
    this.fault = fault;
  }

  /** Nothing fails. */
  public static FaultPlan none() {
    return new FaultPlan(-1, Fault.EIO);
  }

  /** The call of that place fails, counted from 0. */
  public static FaultPlan at(int place, Fault fault) {
    return new FaultPlan(place, fault);
  }

  /** The calls so far. */
  public List<SystemCall> calls() {
    return List.copyOf(calls);
  }

  interface Call<T> {
    T run() throws IOException;
  }

  <T> T run(SystemCall kind, String path, Call<T> call) throws IOException {
    if (!isDue(kind)) {
      return call.run();
    }
    if (fault == Fault.DEATH_BEFORE || fault == Fault.DEATH_AFTER) {
      die(call);
    }
    throw fault.exception(path);
  }

  private <T> void die(Call<T> call) {
    dead = true;
    if (fault == Fault.DEATH_AFTER) {
      try {
        call.run();
      } catch (IOException unheard) {
        // It dies before it hears of the failure.
      }
    }
    throw new KilledException();
  }

  /** Whether this call, which is a write, is to write only half of its bytes and then fail. */
  boolean isHalf() {
    return fault == Fault.HALF && calls.size() == failing;
  }

  private boolean isDue(SystemCall kind) {
    if (dead) {
      throw new KilledException();
    }
    int place = calls.size();
    calls.add(kind);
    return place == failing && fault.fits(kind);
  }
}
