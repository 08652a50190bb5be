/**
 * Changes of sectors as actions: what is looked at before, what is called, and how it is undone.
 */
@NullMarked
package io.sectorsh.damocles.change;

import org.jspecify.annotations.NullMarked;
