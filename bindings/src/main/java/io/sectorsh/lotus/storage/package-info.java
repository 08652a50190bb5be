/** Storage paths as lotus-miner's files describe them, and what lies in them. */
@NullMarked
package io.sectorsh.lotus.storage;

import org.jspecify.annotations.NullMarked;
