/** What a language that lines are written in must be able to do. */
@NullMarked
package io.sectorsh.shell.engine;

import org.jspecify.annotations.NullMarked;
