/**
 * damocles (Venus) from one place: its manager, its workers, its configuration, and each sector as
 * all of them see it.
 */
@NullMarked
package io.sectorsh.damocles;

import org.jspecify.annotations.NullMarked;
