package io.sectorsh.migration;

import java.time.Duration;
import java.util.Optional;

/**
 * The actions of one kind in a plan.
 *
 * @param kind such as {@code file.move}
 * @param actions how many there are
 * @param toDo how many are to be done, as far as planning could tell
 * @param doneAlready how many were done before
 * @param conflicts how many cannot be done as things stand
 * @param irreversible how many cannot be undone
 * @param bytes bytes of those to be done
 * @param estimate how long those to be done take, by the speed of earlier runs; empty without one
 */
public record KindCount(
    String kind,
    long actions,
    long toDo,
    long doneAlready,
    long conflicts,
    long irreversible,
    long bytes,
    Optional<Duration> estimate) {}
