/** What can follow what is typed, told from the types of things and without touching them. */
@NullMarked
package io.sectorsh.shell.completion;

import org.jspecify.annotations.NullMarked;
