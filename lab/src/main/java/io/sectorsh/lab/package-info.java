/**
 * A simulated storage provider in one process: a chain, a lotus-miner with its repository, a
 * damocles manager and the stores of both, all made from one seed.
 */
@NullMarked
package io.sectorsh.lab;

import org.jspecify.annotations.NullMarked;
