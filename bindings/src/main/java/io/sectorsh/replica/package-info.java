/**
 * The files of a sealed sector and what they prove: hashes, trees, commitments, challenges, and the
 * check of all of them without any service.
 */
@NullMarked
package io.sectorsh.replica;

import org.jspecify.annotations.NullMarked;
