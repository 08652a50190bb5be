package io.sectorsh.shell.render;

import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.Commitment;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.proofs.picture.EpochTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The text of values that are neither numbers nor collections: Filecoin's above all. */
final class KnownText {
  private static final int LONG_ADDRESS = 24;
  private static final DateTimeFormatter SHORT_TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private KnownText() {}

  static String of(Object value, Style style) {
    if (value instanceof Enum<?> constant) {
      return word(constant);
    }
    if (value instanceof Bytes bytes && style.isInWords()) {
      return bytes.brief();
    }
    if (!style.isOnScreen()) {
      return String.valueOf(value);
    }
    if (value instanceof TokenAmount amount) {
      return AmountText.of(amount);
    }
    if (value instanceof EpochTime moment) {
      return moment.epoch() + " " + SHORT_TIME.format(moment.time());
    }
    if (style == Style.BRIEF && (value instanceof Cid || value instanceof Commitment)) {
      return ValueText.shortened(value.toString(), 9, 6);
    }
    boolean address = style == Style.BRIEF && value instanceof Address;
    if (address && value.toString().length() > LONG_ADDRESS) {
      return ValueText.shortened(value.toString(), 10, 6);
    }
    return String.valueOf(value);
  }

  /** Our own words are written small; others' are left as they are. */
  private static String word(Enum<?> constant) {
    String text = constant.toString();
    boolean ours = constant.getDeclaringClass().getName().startsWith("io.sectorsh.");
    return ours && text.equals(constant.name())
        ? text.toLowerCase(Locale.ROOT).replace('_', '-')
        : text;
  }
}
