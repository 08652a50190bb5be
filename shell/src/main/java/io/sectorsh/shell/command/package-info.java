/** What a command line asks for, and the exit codes that answer it. */
@NullMarked
package io.sectorsh.shell.command;

import org.jspecify.annotations.NullMarked;
