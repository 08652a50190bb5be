/** Damaged sectors sealed again by a worker of damocles, from the switched thread to the check. */
@NullMarked
package io.sectorsh.scripts.rebuild;

import org.jspecify.annotations.NullMarked;
