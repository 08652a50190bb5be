package io.sectorsh.lab.incident;

import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Something that goes wrong in a window of proof. Immutable.
 *
 * @param name as it is chosen
 * @param text what goes wrong, in a line
 * @param ofDamocles whether damocles has the sectors, and not lotus-miner
 * @param timing what time it is
 * @param down daemons that do not answer
 * @param plan what is not as usual, told before anything runs; at each start
 * @param files what happens to files that were written; once
 * @param course what goes on for as long as the lab runs
 * @param sectors how many sectors it takes at least; 0 for any number
 */
public record Incident(
    String name,
    String text,
    boolean ofDamocles,
    Timing timing,
    Set<Daemon> down,
    Consumer<Scene> plan,
    Damage files,
    Course course,
    int sectors) {

  /**
   * Time in a lab.
   *
   * @param later epochs that the window is open longer than usual
   * @param nodeAhead epochs that the chain node is ahead of the clock; behind when negative
   */
  public record Timing(long later, long nodeAhead) {
    static final Timing USUAL = new Timing(0, 0);
  }

  /** What happens to files. */
  public interface Damage {
    /** Does it. */
    void to(Scene scene) throws IOException;
  }

  /** Something that goes on. */
  public interface Course {
    /** Begins it; it ends when that is closed. */
    AutoCloseable start(Scene scene) throws IOException;
  }

  static Incident of(String name, String text) {
    return new Incident(
        name, text, false, Timing.USUAL, Set.of(), scene -> {}, scene -> {}, scene -> () -> {}, 0);
  }

  Incident inDamocles() {
    return new Incident(name, text, true, timing, down, plan, files, course, sectors);
  }

  Incident timed(long later, long nodeAhead) {
    return new Incident(
        name, text, ofDamocles, new Timing(later, nodeAhead), down, plan, files, course, sectors);
  }

  Incident without(Daemon daemon) {
    return new Incident(
        name, text, ofDamocles, timing, Set.of(daemon), plan, files, course, sectors);
  }

  Incident planned(Consumer<Scene> what) {
    return new Incident(
        name, text, ofDamocles, timing, down, plan.andThen(what), files, course, sectors);
  }

  Incident damaged(Damage damage) {
    return new Incident(name, text, ofDamocles, timing, down, plan, damage, course, sectors);
  }

  Incident goingOn(Course what) {
    return new Incident(name, text, ofDamocles, timing, down, plan, files, what, sectors);
  }

  Incident amongAtLeast(int count) {
    return new Incident(name, text, ofDamocles, timing, down, plan, files, course, count);
  }
}
