/** Evaluating Groovy: lines that build on each other, and files. */
@NullMarked
package io.sectorsh.shell.groovy;

import org.jspecify.annotations.NullMarked;
