/** Sector files on their way from damocles' stores into a storage path of lotus-miner. */
@NullMarked
package io.sectorsh.scripts.files;

import org.jspecify.annotations.NullMarked;
