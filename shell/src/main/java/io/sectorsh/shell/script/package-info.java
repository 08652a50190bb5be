/** Scripts as commands: found by their words, told their options, run in a session. */
@NullMarked
package io.sectorsh.shell.script;

import org.jspecify.annotations.NullMarked;
