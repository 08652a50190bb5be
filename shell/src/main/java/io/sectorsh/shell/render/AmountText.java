package io.sectorsh.shell.render;

import io.sectorsh.filecoin.TokenAmount;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** An amount of tokens in the unit that leaves few digits, as lotus prints it. */
final class AmountText {
  private static final String[] UNITS = {"FIL", "mFIL", "uFIL", "nFIL", "pFIL", "fFIL", "aFIL"};

  private AmountText() {}

  /** Such as {@code 12.5 FIL} or {@code 59.6 nFIL}; at most four digits behind the point. */
  static String of(TokenAmount amount) {
    BigDecimal left = amount.fil();
    int unit = 0;
    while (left.signum() != 0 && left.abs().compareTo(BigDecimal.ONE) < 0 && unit < 6) {
      left = left.movePointRight(3);
      unit++;
    }
    BigDecimal rounded =
        left.abs().compareTo(BigDecimal.valueOf(1000)) < 0
            ? left.round(new MathContext(5))
            : left.setScale(1, RoundingMode.HALF_EVEN);
    String text = rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    return text + " " + UNITS[rounded.signum() == 0 ? 0 : unit];
  }
}
