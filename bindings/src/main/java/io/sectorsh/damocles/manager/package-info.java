/** The manager and its methods: what is read, and the calls that change something. */
@NullMarked
package io.sectorsh.damocles.manager;

import org.jspecify.annotations.NullMarked;
