/** A sector in the words of the other system: lotus' records as damocles' states, and back. */
@NullMarked
package io.sectorsh.scripts.conversion;

import org.jspecify.annotations.NullMarked;
