/** What state a sector is in and why it is stuck, told from manager, workers, chain and files. */
@NullMarked
package io.sectorsh.damocles.diagnosis;

import org.jspecify.annotations.NullMarked;
