/**
 * lotus-miner's repository on disk: read as of one moment, changed under its locks, backed up,
 * restored.
 */
@NullMarked
package io.sectorsh.lotus.repo;

import org.jspecify.annotations.NullMarked;
