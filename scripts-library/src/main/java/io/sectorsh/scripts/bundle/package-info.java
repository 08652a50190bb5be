/** The neutral bundle of sectors: one JSON object a line, and a manifest with checksums. */
@NullMarked
package io.sectorsh.scripts.bundle;

import org.jspecify.annotations.NullMarked;
