/** The simulated lotus-miner: its repository with the records in it, its locks, and its methods. */
@NullMarked
package io.sectorsh.lab.lotus;

import org.jspecify.annotations.NullMarked;
