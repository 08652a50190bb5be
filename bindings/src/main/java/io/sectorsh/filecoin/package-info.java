/** Filecoin's values as lotus and damocles write them: no input or output. */
@NullMarked
package io.sectorsh.filecoin;

import org.jspecify.annotations.NullMarked;
