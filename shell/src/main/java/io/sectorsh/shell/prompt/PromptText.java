package io.sectorsh.shell.prompt;

import io.sectorsh.profile.Profile;
import io.sectorsh.shell.render.Ink;

/** What stands before the cursor: which systems, which miner, what may be done to them. */
final class PromptText {
  private PromptText() {}

  /** For systems that are known by now. */
  static String of(Conversation talk) {
    String systems = talk.session().systems().isKnown() ? systems(talk) + " " : "";
    String language = talk.engine().name().equals("groovy") ? "" : " " + talk.engine().name();
    return systems + mode(talk) + language + "> ";
  }

  /** For the second and later lines of what is typed. */
  static String continuation() {
    return "%P ... ";
  }

  private static String systems(Conversation talk) {
    Profile profile = talk.session().profile();
    String miner = profile.miner().map(Object::toString).orElse("");
    String network = network(profile.name(), miner);
    String text = miner.isEmpty() ? network : network + " " + miner;
    return talk.isColoured() && profile.production() ? Ink.RED.on(text) : text;
  }

  private static String network(String profile, String miner) {
    if (!profile.equals("default") || miner.isEmpty()) {
      return profile;
    }
    return miner.startsWith("f") ? "mainnet" : "testnet";
  }

  private static String mode(Conversation talk) {
    String text = talk.mode();
    if (!talk.isColoured()) {
      return text;
    }
    return switch (talk.session().guard().mode()) {
      case OBSERVE -> Ink.GREEN.on(text);
      case PLAN -> Ink.YELLOW.on(text);
      case APPLY -> Ink.RED.on(text);
    };
  }
}
