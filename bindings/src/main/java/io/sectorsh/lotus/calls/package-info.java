/** Calls of the daemons by name: which of them only read, and what is asked before the others. */
@NullMarked
package io.sectorsh.lotus.calls;

import org.jspecify.annotations.NullMarked;
