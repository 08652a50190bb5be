package io.sectorsh.shell.prompt;

import java.util.function.Predicate;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells the line reader when a line goes on, and which word is being typed. */
final class TypedLineParser implements Parser {
  private final Predicate<String> isOpen;

  TypedLineParser(Predicate<String> isOpen) {
    this.isOpen = isOpen;
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    boolean accepting = context == ParseContext.ACCEPT_LINE || context == ParseContext.UNSPECIFIED;
    if (accepting && !line.stripLeading().startsWith(":") && isOpen.test(line)) {
      throw new EOFError(-1, -1, "unfinished");
    }
    return TypedLine.of(line, Math.max(0, cursor));
  }
}
