/** What the chain wants proven, when, and what of it was: deadlines, partitions, faults. */
@NullMarked
package io.sectorsh.proofs;

import org.jspecify.annotations.NullMarked;
