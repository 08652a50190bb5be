/** What scripts ask the chain, and the message pool, about sectors. */
@NullMarked
package io.sectorsh.scripts.chain;

import org.jspecify.annotations.NullMarked;
