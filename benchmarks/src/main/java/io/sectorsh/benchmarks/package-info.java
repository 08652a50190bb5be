/** How long things take, each beside what it is compared with. */
@NullMarked
package io.sectorsh.benchmarks;

import org.jspecify.annotations.NullMarked;
