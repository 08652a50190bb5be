package io.sectorsh.shell.command;

import java.nio.file.Path;
import java.util.List;

/** What one run of the program is for. */
public sealed interface Job {
  /** Talk: a prompt, or lines from a pipe. */
  record Talk() implements Job {}

  /** Evaluate expressions one after the other, as one session. */
  record Evaluate(List<String> expressions) implements Job {}

  /** Run a script file. */
  record RunFile(Path file, List<String> arguments) implements Job {}

  /** Run a script of the library: its words, then its arguments. */
  record RunScript(List<String> words) implements Job {}

  /** List what can go wrong in the lab. */
  record Incidents() implements Job {}

  /** List the situations that the lab can be in. */
  record Scenarios() implements Job {}

  /** Say how the program is used. */
  record Help() implements Job {}

  /** Say which version this is. */
  record Version() implements Job {}
}
