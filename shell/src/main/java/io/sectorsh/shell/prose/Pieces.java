package io.sectorsh.shell.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A sentence in pieces that are to stay on one line: words, and commands with their arguments. */
final class Pieces {
  private static final Set<String> PROGRAMS =
      Set.of("sectorsh", "lotus", "lotus-miner", "damocles-manager", "damocles-worker", "kill");

  /** Those of ours that take options, as they are typed at the prompt. */
  private static final Set<String> SCRIPTS =
      Set.of("export", "import", "nextid", "rebuild", "finalize", "unfinalized", "explain");

  /** The second word of a script, or its first option. */
  private static final Pattern RUN =
      Pattern.compile("--\\S+|files|metadata|json|set|reserve|show|audit|list|done");

  /** What stands behind a program's name where it is called, and not only named. */
  private static final Pattern CALLED =
      Pattern.compile(
          "-\\S+|storage|proving|actor|sectors|util|daemon|info|export|import|nextid|rebuild"
              + "|finalize|explain|run|deadline|workers|unfinalized");

  /** {@code migrations.find(3).apply()}, but not a remark in brackets. */
  private static final Pattern CALL = Pattern.compile(".*[\\w\\])]\\(.*|.*\\{.*");

  private final List<String> pieces = new ArrayList<>();
  private boolean inCommand;
  private int open;

  private Pieces() {}

  static List<String> of(String text) {
    Pieces pieces = new Pieces();
    String[] words = text.split(" ", -1);
    for (int at = 0; at < words.length; at++) {
      pieces.add(words[at], at + 1 < words.length ? words[at + 1] : "");
    }
    return pieces.pieces;
  }

  private void add(String word, String next) {
    if (isPartOfLast(word)) {
      int last = pieces.size() - 1;
      pieces.set(last, pieces.get(last) + " " + word);
    } else {
      pieces.add(word);
    }
    boolean begins =
        (PROGRAMS.contains(word) && CALLED.matcher(next).matches())
            || (SCRIPTS.contains(word) && RUN.matcher(next).matches());
    inCommand = (inCommand || begins) && !word.matches(".*[.;,:]");
    if (open > 0 || CALL.matcher(word).matches()) {
      open = Math.max(0, open + count(word, "({[") - count(word, ")}]"));
    }
  }

  private boolean isPartOfLast(String word) {
    if (pieces.isEmpty()) {
      return false;
    }
    String last = pieces.get(pieces.size() - 1);
    boolean value = word.equals("=") || last.equals("=") || last.endsWith(" =");
    return inCommand || open > 0 || value || word.equals("{");
  }

  private static int count(String word, String brackets) {
    return (int) word.chars().filter(letter -> brackets.indexOf(letter) >= 0).count();
  }
}
