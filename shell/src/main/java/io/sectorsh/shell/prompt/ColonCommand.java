package io.sectorsh.shell.prompt;

import java.util.function.BiConsumer;

/**
 * A command of the prompt itself.
 *
 * @param name what is typed behind the colon
 * @param arguments how its arguments are written; empty for none
 * @param purpose what it does, in a few words
 * @param action does it, with what was typed behind the name
 */
record ColonCommand(
    String name, String arguments, String purpose, BiConsumer<Conversation, String> action) {
  /** As it is typed. */
  String usage() {
    return ":" + name + (arguments.isEmpty() ? "" : " " + arguments);
  }
}
