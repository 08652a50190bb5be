package io.sectorsh.migration;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a run is.
 *
 * @param work what is going on: {@code planning}, {@code trying}, {@code checking}, {@code
 *     applying}, {@code rolling back}
 * @param done actions that had their turn, of all runs
 * @param total actions of the plan; 0 while it is made
 * @param failed actions that failed, of all runs
 * @param bytesDone bytes of the actions that had their turn, and of the current one so far
 * @param bytesTotal bytes of the plan
 * @param perSecond actions per second of this run
 * @param bytesPerSecond bytes per second of this run
 * @param remaining how long it takes at this rate; empty while that cannot be told
 * @param batch the current batch, from 1; 0 while planning and checking
 * @param current the current action in words
 * @param paused whether it waits for the operator
 */
public record Progress(
    String work,
    long done,
    long total,
    long failed,
    long bytesDone,
    long bytesTotal,
    double perSecond,
    double bytesPerSecond,
    Optional<Duration> remaining,
    int batch,
    String current,
    boolean paused) {}
