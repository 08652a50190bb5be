/**
 * A running lotus-miner: its sectors, sealing, storage and numbers, and the changes it is asked
 * for.
 */
@NullMarked
package io.sectorsh.lotus.miner;

import org.jspecify.annotations.NullMarked;
