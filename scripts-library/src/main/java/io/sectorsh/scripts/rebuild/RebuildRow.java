package io.sectorsh.scripts.rebuild;

/**
 * What became of one sector's files.
 *
 * @param number the sector's number
 * @param state its state in damocles
 * @param store where its files are; empty if they were not found
 * @param problem what is wrong with them; empty if they could be proven as far as one can see
 */
public record RebuildRow(long number, String state, String store, String problem) {}
