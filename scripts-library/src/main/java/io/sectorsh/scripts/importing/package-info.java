/** Import of lotus-miner's sectors into damocles: where they come from, and what remains to do. */
@NullMarked
package io.sectorsh.scripts.importing;

import org.jspecify.annotations.NullMarked;
