/** Where sector files are: the stores of lotus and damocles as one, and what lies in them. */
@NullMarked
package io.sectorsh.stores;

import org.jspecify.annotations.NullMarked;
