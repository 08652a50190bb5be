/**
 * What the chain says of windows of proof: deadlines, partitions, messages, and what was missed.
 */
@NullMarked
package io.sectorsh.proofs.picture;

import org.jspecify.annotations.NullMarked;
