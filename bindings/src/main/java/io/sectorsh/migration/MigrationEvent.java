package io.sectorsh.migration;

/**
 * Something that happened to a migration, kept for whoever asks later.
 *
 * @param at when, in UTC
 * @param who the user
 * @param host the machine
 * @param pid the process
 * @param what such as {@code created}, {@code applying}, {@code taken-over}
 * @param detail more about it; may be empty
 */
public record MigrationEvent(
    String at, String who, String host, long pid, String what, String detail) {}
