/** Talking: the prompt, its commands, history, completion, and stopping what runs. */
@NullMarked
package io.sectorsh.shell.prompt;

import org.jspecify.annotations.NullMarked;
