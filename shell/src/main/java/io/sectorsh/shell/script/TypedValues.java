package io.sectorsh.shell.script;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.TokenAmount;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How the values of options are written. What cannot be read is told in the value's own words,
 * never with the name of a class.
 */
final class TypedValues {
  private TypedValues() {}

  /** Has a script's options read these values. */
  static void register(CommandLine line) {
    add(line, Address.class, Address::parse);
    add(line, SectorNumbers.class, SectorNumbers::parse);
    add(line, TokenAmount.class, TokenAmount::parse);
    add(line, ChainEpoch.class, number(text -> new ChainEpoch(Long.parseLong(text)), "an epoch"));
    add(line, Duration.class, TypedValues::duration);
    add(line, Long.class, number(Long::valueOf, "a whole number"));
    add(line, long.class, number(Long::valueOf, "a whole number"));
    add(line, Integer.class, number(Integer::valueOf, "a whole number"));
    add(line, int.class, number(Integer::valueOf, "a whole number"));
    add(line, Double.class, number(Double::valueOf, "a number"));
    add(line, double.class, number(Double::valueOf, "a number"));
    add(line, BigDecimal.class, number(BigDecimal::new, "a number"));
  }

  private static <T> void add(CommandLine line, Class<T> type, Function<String, T> form) {
    ITypeConverter<T> converter =
        text -> {
          try {
            return form.apply(text);
          } catch (MalformedValueException wrong) {
            throw new TypeConversionException(String.valueOf(wrong.getMessage()));
          }
        };
    line.registerConverter(type, converter);
  }

  private static <T> Function<String, T> number(Function<String, T> form, String wanted) {
    return text -> {
      try {
        return form.apply(text.strip());
      } catch (NumberFormatException wrong) {
        throw new MalformedValueException("'" + text + "' is not " + wanted);
      }
    };
  }

  /** {@code 90s}, {@code 15m}, {@code 2h}, {@code 3d}, or as ISO 8601 has it. */
  private static Duration duration(String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    try {
      if (upper.startsWith("P")) {
        return Duration.parse(upper);
      }
      return Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
    } catch (DateTimeException wrong) {
      throw new MalformedValueException(
          "'" + text + "' is not a length of time (write it like 90s, 15m, 2h or 3d)");
    }
  }
}
