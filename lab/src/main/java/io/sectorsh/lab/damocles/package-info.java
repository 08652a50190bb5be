/** The simulated damocles manager: its sector states, its workers, and its methods. */
@NullMarked
package io.sectorsh.lab.damocles;

import org.jspecify.annotations.NullMarked;
