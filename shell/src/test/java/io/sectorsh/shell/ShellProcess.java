package io.sectorsh.shell;

import java.util.ArrayList;
import java.util.List;

/** The shell as a process of its own. */
final class ShellProcess {
  private ShellProcess() {}

  /**
   * Its command. Ctrl-C reaches it also where these tests run in the background of a script, which
   * has its children ignore it.
   *
   * @param options of its virtual machine
   */
  static List<String> command(List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    return command;
  }
}
