/** damocles' configuration files: read, checked against each other, changed with their comments. */
@NullMarked
package io.sectorsh.damocles.config;

import org.jspecify.annotations.NullMarked;
