/**
 * Changing the world safely, without knowing Filecoin: modes and what they refuse, plans that are
 * reviewed, applied in batches, interrupted, resumed and undone, and the journal that proves it.
 */
@NullMarked
package io.sectorsh.migration;

import org.jspecify.annotations.NullMarked;
