package io.sectorsh.migration;

/**
 * A change that code in a sandbox would have made.
 *
 * @param action the change
 * @param seen what a look at it said then, where earlier changes of the sandbox count as done
 */
public record Tried(Action action, Inspection seen) {}
