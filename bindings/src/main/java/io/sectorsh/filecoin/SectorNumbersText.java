package io.sectorsh.filecoin;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Sets of sector numbers as people write them: {@code 1-3,7}. */
final class SectorNumbersText {
  private static final String NONE = "none";
  private static final Pattern RANGE =
      Pattern.compile("([0-9]{1,19})(?:\\s*(?:-|\\.\\.)\\s*([0-9]{1,19}))?");

  private SectorNumbersText() {}

  static SectorNumbers parse(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty() || trimmed.equals(NONE)) {
      return SectorNumbers.EMPTY;
    }
    List<SectorRange> ranges = new ArrayList<>();
    for (String part : trimmed.split(",", -1)) {
      ranges.add(range(part.strip(), text));
    }
    return SectorNumbers.ofRanges(ranges);
  }

  private static SectorRange range(String part, String text) {
    Matcher range = RANGE.matcher(part);
    if (!range.matches()) {
      throw new MalformedValueException(
          "not sector numbers: '" + part + "' in '" + text + "' (write them like 1-3,7)");
    }
    long first = number(range.group(1));
    return new SectorRange(first, range.group(2) == null ? first : number(range.group(2)));
  }

  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException tooLarge) {
      throw new MalformedValueException("not a sector number: " + digits + " is above 2^63-1");
    }
  }

  static String write(SectorNumbers numbers) {
    return numbers.isEmpty()
        ? NONE
        : numbers.ranges().stream().map(SectorRange::toString).collect(Collectors.joining(","));
  }
}
