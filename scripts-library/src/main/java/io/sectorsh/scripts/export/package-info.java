/**
 * Export of damocles' sectors into a stopped lotus-miner: what is written, what is left out and
 * why.
 */
@NullMarked
package io.sectorsh.scripts.export;

import org.jspecify.annotations.NullMarked;
