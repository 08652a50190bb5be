package io.sectorsh.migration;

import java.time.Duration;

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
 * @param estimate how long those to be done take
 * @param guessed whether that is a guess, since no action of this kind ever ran here; otherwise it
 *     is by the speed of earlier runs
 */
public record KindCount(
    String kind,
    long actions,
    long toDo,
    long doneAlready,
    long conflicts,
    long irreversible,
    long bytes,
    Duration estimate,
    boolean guessed) {}
