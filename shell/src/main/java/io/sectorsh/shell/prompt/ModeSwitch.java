package io.sectorsh.shell.prompt;

import io.sectorsh.migration.Mode;
import io.sectorsh.migration.RefusedException;
import io.sectorsh.profile.Profile;
import io.sectorsh.shell.command.ModeWord;
import java.util.function.UnaryOperator;

/** Changes what a session may do; where mistakes cost money, not by a slip of the fingers. */
final class ModeSwitch {
  private final UnaryOperator<String> ask;

  /**
   * @param ask puts a question to the user and returns the answer
   */
  ModeSwitch(UnaryOperator<String> ask) {
    this.ask = ask;
  }

  void set(Conversation talk, String rest) {
    if (rest.isBlank()) {
      talk.say(talk.mode() + ": " + meaning(talk.session().guard().mode()));
      return;
    }
    Mode wanted = ModeWord.read(rest);
    if (wanted == Mode.APPLY && talk.session().guard().mode() != Mode.APPLY) {
      confirm(talk.session().profile());
    }
    talk.session().guard().setMode(wanted);
    talk.say(talk.mode() + ": " + meaning(wanted));
  }

  private void confirm(Profile profile) {
    if (!profile.production()) {
      return;
    }
    String miner = profile.miner().map(Object::toString).orElse(profile.name());
    String answer = ask.apply("Changes to " + miner + " will be real. Type its name to go on: ");
    if (!answer.strip().equals(miner)) {
      throw new RefusedException(
          "refused: the name was not typed", "Stay in observe mode, or type :mode apply again.");
    }
  }

  private static String meaning(Mode mode) {
    return switch (mode) {
      case OBSERVE -> "nothing can be changed";
      case PLAN ->
          "what a line would change becomes a plan and is shown; _.apply() does it in apply mode";
      case APPLY -> "changes are carried out";
    };
  }
}
