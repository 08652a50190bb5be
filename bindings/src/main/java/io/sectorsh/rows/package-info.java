/** Lists that stream: rows are read when they are printed or asked for, never all at once. */
@NullMarked
package io.sectorsh.rows;

import org.jspecify.annotations.NullMarked;
