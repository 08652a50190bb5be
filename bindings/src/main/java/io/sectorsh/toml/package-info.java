/** TOML files that people keep: read with line numbers, changed without losing a comment. */
@NullMarked
package io.sectorsh.toml;

import org.jspecify.annotations.NullMarked;
