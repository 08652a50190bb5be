/** damocles' workers: their control servers, their threads, and the plans that they follow. */
@NullMarked
package io.sectorsh.damocles.worker;

import org.jspecify.annotations.NullMarked;
