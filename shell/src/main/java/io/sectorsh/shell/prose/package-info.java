/** How our own sentences are laid out on a terminal. */
@NullMarked
package io.sectorsh.shell.prose;

import org.jspecify.annotations.NullMarked;
