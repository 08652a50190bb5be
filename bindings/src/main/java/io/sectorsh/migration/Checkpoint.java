package io.sectorsh.migration;

import java.util.Optional;

/**
 * The end of a batch, to which a migration can be rolled back.
 *
 * @param number the batch; 0 is the start
 * @param firstAction the first action of the batch
 * @param lastAction the last action of the batch
 * @param state where the batch stands, such as {@code closed}
 * @param at when it was closed, in UTC; empty if it was not
 */
public record Checkpoint(
    int number, long firstAction, long lastAction, String state, Optional<String> at) {}
