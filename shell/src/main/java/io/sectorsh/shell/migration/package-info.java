/** Migrations as a person at the shell has them: planned by a closure, watched while they run. */
@NullMarked
package io.sectorsh.shell.migration;

import org.jspecify.annotations.NullMarked;
