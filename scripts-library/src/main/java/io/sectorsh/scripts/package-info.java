/**
 * What the shipped scripts have in common: the form of a report, the options and the migration
 * behind them, and the word for a wrong call.
 */
@NullMarked
package io.sectorsh.scripts;

import org.jspecify.annotations.NullMarked;
