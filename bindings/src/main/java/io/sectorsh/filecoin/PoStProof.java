package io.sectorsh.filecoin;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How a sector is proven to be still there (go-state-types abi.RegisteredPoStProof): numbers 0 to
 * 14, three kinds of five sizes; JSON is the number.
 */
public enum PoStProof {
  /** 0: proof for winning a block, 2 KiB. */
  WINNING_2KIB,
  /** 1. */
  WINNING_8MIB,
  /** 2. */
  WINNING_512MIB,
  /** 3. */
  WINNING_32GIB,
  /** 4. */
  WINNING_64GIB,
  /** 5: windowPoSt before network version 19. */
  WINDOW_V1_2KIB,
  /** 6. */
  WINDOW_V1_8MIB,
  /** 7. */
  WINDOW_V1_512MIB,
  /** 8. */
  WINDOW_V1_32GIB,
  /** 9. */
  WINDOW_V1_64GIB,
  /** 10: windowPoSt since network version 19. */
  WINDOW_V1_1_2KIB,
  /** 11. */
  WINDOW_V1_1_8MIB,
  /** 12. */
  WINDOW_V1_1_512MIB,
  /** 13. */
  WINDOW_V1_1_32GIB,
  /** 14. */
  WINDOW_V1_1_64GIB;

  /** Three kinds of proofs, each in every size. */
  public enum Kind {
    /** Numbers 0 to 4. */
    WINNING,
    /** Numbers 5 to 9. */
    WINDOW_V1,
    /** Numbers 10 to 14. */
    WINDOW_V1_1
  }

  private static final PoStProof[] ALL = values();
  private static final SectorSize[] SIZES = SectorSize.values();
  private static final Kind[] KINDS = Kind.values();

  /**
   * @throws MalformedValueException when no proof has that number
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static PoStProof ofNumber(int number) {
    if (number < 0 || number >= ALL.length) {
      throw new MalformedValueException("no PoSt proof has number " + number);
    }
    return ALL[number];
  }

  /** The proof of a kind for a size. */
  public static PoStProof of(Kind kind, SectorSize size) {
    return ofNumber(kind.ordinal() * SIZES.length + size.ordinal());
  }

  /** The number on chain and in JSON. */
  @JsonValue
  public int number() {
    return ordinal();
  }

  /** How large its sectors are. */
  public SectorSize sectorSize() {
    return SIZES[ordinal() % SIZES.length];
  }

  /** What it is for. */
  public Kind kind() {
    return KINDS[ordinal() / SIZES.length];
  }
}
