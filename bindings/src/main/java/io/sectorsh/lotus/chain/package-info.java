/**
 * The chain as a node (lotus or Venus) tells it: miners, deadlines, partitions, messages, heads.
 */
@NullMarked
package io.sectorsh.lotus.chain;

import org.jspecify.annotations.NullMarked;
