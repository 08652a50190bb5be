/** lotus and lotus-miner: their repositories on disk, and their daemons. */
@NullMarked
package io.sectorsh.lotus;

import org.jspecify.annotations.NullMarked;
