/**
 * Sector files checked before somebody has to prove them: one, many, a whole deadline, or all of a
 * file.
 */
@NullMarked
package io.sectorsh.proofs.check;

import org.jspecify.annotations.NullMarked;
