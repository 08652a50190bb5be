/**
 * What damocles keeps of a sector: its state in every shape, how far it is, and its written form.
 */
@NullMarked
package io.sectorsh.damocles.sector;

import org.jspecify.annotations.NullMarked;
