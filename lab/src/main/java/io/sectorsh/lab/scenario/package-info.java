/** Situations that an operator comes into, ready to be tried: which sectors, and what to type. */
@NullMarked
package io.sectorsh.lab.scenario;

import org.jspecify.annotations.NullMarked;
