package io.sectorsh.filecoin;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sector of a miner (go-state-types abi.SectorID).
 *
 * <p>JSON is {@code {"Miner":1000,"Number":1}}; on input the case of names does not matter and
 * absent members are 0, as Go reads them.
 *
 * @param miner the number of the miner's actor
 * @param number the sector's number
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonPropertyOrder({"Miner", "Number"})
public record SectorId(
    @JsonProperty("Miner") @JsonAlias({"miner", "MINER"}) long miner,
    @JsonProperty("Number") @JsonAlias({"number", "NUMBER"}) long number)
    implements Comparable<SectorId> {
  private static final Pattern START = Pattern.compile("s-t0([0-9]{1,18})-([0-9]{1,18})");
  private static final Comparator<SectorId> ORDER =
      Comparator.comparingLong(SectorId::miner).thenComparingLong(SectorId::number);

  /** Both numbers are 0 or more. */
  public SectorId {
    if (miner < 0 || number < 0) {
      throw new MalformedValueException(
          "not a sector: miner " + miner + ", number " + number + " (negative)");
    }
  }

  /**
   * The sector that a file or directory name stands for.
   *
   * @throws MalformedValueException unless it is exactly a name that {@link #fileName} gives
   */
  public static SectorId parseFileName(String name) {
    return readByLotus(name)
        .filter(sector -> sector.fileName().equals(name))
        .orElseThrow(
            () -> new MalformedValueException("'" + name + "' is not a sector's file name"));
  }

  /**
   * The sector that lotus takes a name for: it looks only at the start, so {@code s-t01000-5.tmp}
   * counts as sector 5 (storage/sealer/storiface ParseSectorID). Empty: lotus refuses the name.
   */
  public static Optional<SectorId> readByLotus(String name) {
    Matcher start = START.matcher(name);
    return start.lookingAt()
        ? Optional.of(new SectorId(Long.parseLong(start.group(1)), Long.parseLong(start.group(2))))
        : Optional.empty();
  }

  /** How lotus and damocles name its files on every network: {@code s-t01000-5}. */
  public String fileName() {
    return "s-t0" + miner + "-" + number;
  }

  @Override
  public int compareTo(SectorId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return fileName();
  }
}
