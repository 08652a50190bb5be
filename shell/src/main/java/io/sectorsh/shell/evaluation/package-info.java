/** Doing what one line says, whatever its language, and remembering the result. */
@NullMarked
package io.sectorsh.shell.evaluation;

import org.jspecify.annotations.NullMarked;
