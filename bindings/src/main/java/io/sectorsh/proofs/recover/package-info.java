/** What can still be saved of a sector: steps and actions for plans, never done by themselves. */
@NullMarked
package io.sectorsh.proofs.recover;

import org.jspecify.annotations.NullMarked;
