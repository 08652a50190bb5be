/** Changing the world safely, without knowing Filecoin: modes, and what a mode refuses. */
@NullMarked
package io.sectorsh.migration;

import org.jspecify.annotations.NullMarked;
