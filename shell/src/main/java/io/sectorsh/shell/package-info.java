/** The program: what one run of sectorsh does, from arguments to exit code. */
@NullMarked
package io.sectorsh.shell;

import org.jspecify.annotations.NullMarked;
