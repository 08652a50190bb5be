/** damocles: its manager's API, what it knows of a sector, and where it keeps files. */
@NullMarked
package io.sectorsh.damocles;

import org.jspecify.annotations.NullMarked;
