/**
 * The simulated chain: its time, its actors, what it knows of the sectors, and the node that
 * answers for it.
 */
@NullMarked
package io.sectorsh.lab.chain;

import org.jspecify.annotations.NullMarked;
