/** Why a window of proof failed, or will: facts from all sides, and rules that read them. */
@NullMarked
package io.sectorsh.proofs.explain;

import org.jspecify.annotations.NullMarked;
