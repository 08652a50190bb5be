package io.sectorsh.shell.script;

import java.nio.file.Path;
import java.util.List;

/**
 * A script that somebody wants to run.
 *
 * @param name as the user calls it
 * @param file where its source is
 * @param arguments what the user wrote behind its name
 */
public record ScriptCall(String name, Path file, List<String> arguments) {}
