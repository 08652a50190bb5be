/** Text files that people keep for programs: read, replaced in one step, and brought back. */
@NullMarked
package io.sectorsh.textfile;

import org.jspecify.annotations.NullMarked;
