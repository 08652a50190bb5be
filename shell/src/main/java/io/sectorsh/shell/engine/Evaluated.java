package io.sectorsh.shell.engine;

import org.jspecify.annotations.Nullable;

/**
 * What a line came to.
 *
 * @param value its value; null for none
 * @param quiet whether the user has put the value into a variable and so need not be shown it
 */
public record Evaluated(@Nullable Object value, boolean quiet) {}
