/** A new repository out of what is left of a damaged one. */
@NullMarked
package io.sectorsh.lotus.salvage;

import org.jspecify.annotations.NullMarked;
