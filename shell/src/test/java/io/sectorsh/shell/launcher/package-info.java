/** The launcher as its user meets it: the assembled distribution, run in child processes. */
@NullMarked
package io.sectorsh.shell.launcher;

import org.jspecify.annotations.NullMarked;
