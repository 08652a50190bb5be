/** The few system calls that Java lacks, and the traps of those that it has; Linux only. */
@NullMarked
package io.sectorsh.posix;

import org.jspecify.annotations.NullMarked;
