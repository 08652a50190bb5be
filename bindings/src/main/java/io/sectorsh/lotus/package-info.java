/**
 * lotus and lotus-miner from one place: connections, repositories, and sectors as miner and chain
 * see them.
 */
@NullMarked
package io.sectorsh.lotus;

import org.jspecify.annotations.NullMarked;
