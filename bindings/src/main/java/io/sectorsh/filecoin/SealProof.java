package io.sectorsh.filecoin;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How a sector was sealed (go-state-types abi.RegisteredSealProof): numbers 0 to 19, four families
 * of five sizes; JSON is the number.
 */
public enum SealProof {
  /** 0: the first proof, 2 KiB. */
  V1_2KIB,
  /** 1. */
  V1_8MIB,
  /** 2. */
  V1_512MIB,
  /** 3. */
  V1_32GIB,
  /** 4. */
  V1_64GIB,
  /** 5: after network version 7. */
  V1_1_2KIB,
  /** 6. */
  V1_1_8MIB,
  /** 7. */
  V1_1_512MIB,
  /** 8. */
  V1_1_32GIB,
  /** 9. */
  V1_1_64GIB,
  /** 10: synthetic proof of replication, which needs less room between the two commits. */
  SYNTHETIC_2KIB,
  /** 11. */
  SYNTHETIC_8MIB,
  /** 12. */
  SYNTHETIC_512MIB,
  /** 13. */
  SYNTHETIC_32GIB,
  /** 14. */
  SYNTHETIC_64GIB,
  /** 15: non-interactive proof of replication, without precommit. */
  NON_INTERACTIVE_2KIB,
  /** 16. */
  NON_INTERACTIVE_8MIB,
  /** 17. */
  NON_INTERACTIVE_512MIB,
  /** 18. */
  NON_INTERACTIVE_32GIB,
  /** 19. */
  NON_INTERACTIVE_64GIB;

  private static final SealProof[] ALL = values();
  private static final SectorSize[] SIZES = SectorSize.values();

  /** Four families of proofs, each in every size. */
  public enum Family {
    /** Numbers 0 to 4. */
    V1,
    /** Numbers 5 to 9. */
    V1_1,
    /** Numbers 10 to 14. */
    SYNTHETIC,
    /** Numbers 15 to 19. */
    NON_INTERACTIVE
  }

  private static final Family[] FAMILIES = Family.values();

  /**
   * @throws MalformedValueException when no proof has that number
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static SealProof ofNumber(int number) {
    if (number < 0 || number >= ALL.length) {
      throw new MalformedValueException("no seal proof has number " + number);
    }
    return ALL[number];
  }

  /** The proof of a family for a size. */
  public static SealProof of(Family family, SectorSize size) {
    return ofNumber(family.ordinal() * SIZES.length + size.ordinal());
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

  /** To which family it belongs. */
  public Family family() {
    return FAMILIES[ordinal() / SIZES.length];
  }

  /** The windowPoSt proof of its sectors since network version 19. */
  public PoStProof windowPoSt() {
    return PoStProof.of(PoStProof.Kind.WINDOW_V1_1, sectorSize());
  }
}
