/** Reading what was typed: whether it is complete, and what its tail asks for. */
@NullMarked
package io.sectorsh.shell.line;

import org.jspecify.annotations.NullMarked;
