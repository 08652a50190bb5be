package io.sectorsh.shell.line;

import io.sectorsh.shell.command.Form;
import java.util.Optional;

/**
 * A line taken apart.
 *
 * @param expression what to evaluate
 * @param form how to show the result
 * @param file where to append it; empty for the screen
 */
public record Line(String expression, Form form, Optional<String> file) {}
