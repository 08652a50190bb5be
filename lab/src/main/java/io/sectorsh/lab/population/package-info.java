/**
 * Which sectors a lab has: their shapes, stages, epochs, pieces and contents, all made from one
 * seed.
 */
@NullMarked
package io.sectorsh.lab.population;

import org.jspecify.annotations.NullMarked;
