/** How a value is shown: the one place where results become tables, JSON, CSV or text. */
@NullMarked
package io.sectorsh.shell.render;

import org.jspecify.annotations.NullMarked;
