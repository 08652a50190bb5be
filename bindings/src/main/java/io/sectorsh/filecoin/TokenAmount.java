package io.sectorsh.filecoin;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An exact amount of tokens (go-state-types abi.TokenAmount). It prints as lotus prints types.FIL,
 * for instance {@code 1.5 FIL}; JSON is the decimal text of the attoFIL, and a bare number is read
 * too (damocles' GetMinerConfig has one).
 *
 * @param atto the amount in attoFIL (10^-18 FIL); may be negative
 */
public record TokenAmount(BigInteger atto) implements Comparable<TokenAmount> {
  /** 0 FIL. */
  public static final TokenAmount ZERO = new TokenAmount(BigInteger.ZERO);

  private static final int DECIMALS = 18;
  private static final int MOST_LETTERS = 50;
  private static final Pattern TEXT =
      Pattern.compile("(-?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+))\\s*(\\p{L}*)");
  private static final Map<String, Integer> UNITS =
      Map.ofEntries(
          Map.entry("", 18),
          Map.entry("fil", 18),
          Map.entry("millifil", 15),
          Map.entry("mfil", 15),
          Map.entry("microfil", 12),
          Map.entry("\u03bcfil", 12),
          Map.entry("nanofil", 9),
          Map.entry("nfil", 9),
          Map.entry("picofil", 6),
          Map.entry("pfil", 6),
          Map.entry("femtofil", 3),
          Map.entry("ffil", 3),
          Map.entry("attofil", 0),
          Map.entry("afil", 0));

  /** From a decimal number of FIL without a unit. */
  public static TokenAmount ofFil(String fil) {
    return ofUnits(fil, DECIMALS, fil);
  }

  /** From attoFIL. */
  public static TokenAmount ofAtto(long atto) {
    return new TokenAmount(BigInteger.valueOf(atto));
  }

  /**
   * Reads an amount as lotus' commands do: {@code 5 FIL}, {@code 0.025}, {@code 100 attofil}; the
   * short units that lotus prints (mFIL, nFIL and so on) and their long words too. Without a unit
   * it is FIL.
   *
   * @throws MalformedValueException when it is no amount, or not a whole number of attoFIL
   */
  public static TokenAmount parse(String text) {
    Matcher parts = TEXT.matcher(text.strip());
    if (text.length() > MOST_LETTERS || !parts.matches()) {
      throw notAnAmount(text);
    }
    Integer decimals = UNITS.get(parts.group(2).toLowerCase(Locale.ROOT));
    if (decimals == null) {
      throw new MalformedValueException("'" + text + "': unknown unit '" + parts.group(2) + "'");
    }
    return ofUnits(parts.group(1), decimals, text);
  }

  private static TokenAmount ofUnits(String number, int decimals, String text) {
    if (number.length() > MOST_LETTERS || !TEXT.matcher(number).matches()) {
      throw notAnAmount(text);
    }
    try {
      return new TokenAmount(new BigDecimal(number).movePointRight(decimals).toBigIntegerExact());
    } catch (NumberFormatException notNumber) {
      throw notAnAmount(text);
    } catch (ArithmeticException tooFine) {
      throw new MalformedValueException("'" + text + "' is not a whole number of attoFIL");
    }
  }

  private static MalformedValueException notAnAmount(String text) {
    String shown = text.length() > MOST_LETTERS ? text.substring(0, MOST_LETTERS) + "..." : text;
    return new MalformedValueException("'" + shown + "' is not an amount of FIL");
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static TokenAmount fromJson(Object json) {
    String digits = json.toString();
    if (!digits.matches("-?[0-9]{1,400}")) {
      throw new MalformedValueException("'" + digits + "' is not a number of attoFIL");
    }
    return new TokenAmount(new BigInteger(digits));
  }

  @JsonValue
  String toJson() {
    return atto.toString();
  }

  /** This and the other amount together. */
  public TokenAmount plus(TokenAmount other) {
    return new TokenAmount(atto.add(other.atto));
  }

  /** This without the other amount; may be negative. */
  public TokenAmount minus(TokenAmount other) {
    return new TokenAmount(atto.subtract(other.atto));
  }

  /** This amount so many times. */
  public TokenAmount times(long factor) {
    return new TokenAmount(atto.multiply(BigInteger.valueOf(factor)));
  }

  /** The amount in FIL, exact. */
  public BigDecimal fil() {
    return new BigDecimal(atto, DECIMALS);
  }

  @Override
  public int compareTo(TokenAmount other) {
    return atto.compareTo(other.atto);
  }

  /** FIL with no more decimals than needed: {@code 1.5 FIL}. */
  @Override
  public String toString() {
    return (atto.signum() == 0 ? "0" : fil().stripTrailingZeros().toPlainString()) + " FIL";
  }
}
