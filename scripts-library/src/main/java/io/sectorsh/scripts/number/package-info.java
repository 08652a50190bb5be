/** Which sector numbers were used by whom, and which come next. */
@NullMarked
package io.sectorsh.scripts.number;

import org.jspecify.annotations.NullMarked;
