/**
 * What lies in lotus-miner's repository: sector records, sets of numbers, backups, and how they are
 * encoded.
 */
@NullMarked
package io.sectorsh.lotus.record;

import org.jspecify.annotations.NullMarked;
