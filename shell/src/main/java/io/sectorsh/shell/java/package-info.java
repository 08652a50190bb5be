/** Evaluating Java with JShell, over the same live objects and under the same names as Groovy. */
@NullMarked
package io.sectorsh.shell.java;

import org.jspecify.annotations.NullMarked;
