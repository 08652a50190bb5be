/**
 * LevelDB directories as goleveldb writes them: read in place without locks, changed by staging.
 */
@NullMarked
package io.sectorsh.leveldb;

import org.jspecify.annotations.NullMarked;
