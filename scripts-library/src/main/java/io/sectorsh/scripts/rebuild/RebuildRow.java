package io.sectorsh.scripts.rebuild;

/**
 * What became of one sector's files.
 *
 * @param number the sector's number
 * @param state its state in damocles
 * @param store where its files are; empty if they were not found
 * @param pieces what was found of the data that a rebuild needs; empty where none is, or after it
 * @param commR whose CommR p_aux was compared with; empty for nobody's
 * @param problem what is wrong with them; empty if they could be proven as far as one can see
 */
public record RebuildRow(
    long number, String state, String store, String pieces, String commR, String problem) {}
