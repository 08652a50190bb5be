/** What proves that sectors are still there: commitments, trees, deadlines, partitions, faults. */
@NullMarked
package io.sectorsh.proofs;

import org.jspecify.annotations.NullMarked;
