package io.sectorsh.lotus.record;

import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.filecoin.cbor.CborReader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The members of a sector's record in the order in which lotus writes them (since v1.25.0). */
final class SectorMembers {
  private static final List<String> NAMES;
  private static final List<byte[]> ENCODED_NAMES;
  private static final Map<String, Form> FORMS = new LinkedHashMap<>();
  private static final Form[] IN_ORDER;
  private static final Map<String, Integer> PLACES = new HashMap<>();

  /** What a member may hold. */
  private enum Form {
    LOG(SectorMembers::logs, 0x80),
    PIECES(SectorMembers::pieces, 0x80),
    LINK(CborReader::skipNullableCid, 0xf6),
    BYTES(CborReader::skipBytes, 0x40),
    TEXT(CborReader::skipText, 0x60),
    BOOL(CborReader::readBool, 0xf4),
    SIGNED(CborReader::readSigned, 0),
    SEAL_PROOF(SectorMembers::proofType, 0),
    UNSIGNED(CborReader::readUnsigned, 0),
    TIPSET(SectorMembers::tipSet, 0x40),
    LOCATION(SectorMembers::location, 0xf6),
    AMOUNT(CborReader::readBigInt, 0x40);

    private final Consumer<CborReader> check;
    private final byte[] empty;

    Form(Consumer<CborReader> check, int empty) {
      this.check = check;
      this.empty = new byte[] {(byte) empty};
    }
  }

  static {
    FORMS.put("Log", Form.LOG);
    FORMS.put("CommD", Form.LINK);
    FORMS.put("CommR", Form.LINK);
    FORMS.put("Proof", Form.BYTES);
    FORMS.put("State", Form.TEXT);
    FORMS.put("Pieces", Form.PIECES);
    FORMS.put("Return", Form.TEXT);
    FORMS.put("LastErr", Form.TEXT);
    FORMS.put("CCPieces", Form.PIECES);
    FORMS.put("CCUpdate", Form.BOOL);
    FORMS.put("SeedEpoch", Form.SIGNED);
    FORMS.put("SeedValue", Form.BYTES);
    FORMS.put("SectorType", Form.SEAL_PROOF);
    FORMS.put("TicketEpoch", Form.SIGNED);
    FORMS.put("TicketValue", Form.BYTES);
    FORMS.put("CreationTime", Form.SIGNED);
    FORMS.put("SectorNumber", Form.UNSIGNED);
    FORMS.put("TerminatedAt", Form.SIGNED);
    FORMS.put("UpdateSealed", Form.LINK);
    FORMS.put("CommitMessage", Form.LINK);
    FORMS.put("InvalidProofs", Form.UNSIGNED);
    FORMS.put("PreCommit1Out", Form.BYTES);
    FORMS.put("FaultReportMsg", Form.LINK);
    FORMS.put("UpdateUnsealed", Form.LINK);
    FORMS.put("PreCommit1Fails", Form.UNSIGNED);
    FORMS.put("PreCommit2Fails", Form.UNSIGNED);
    FORMS.put("PreCommitTipSet", Form.TIPSET);
    FORMS.put("RemoteDataCache", Form.LOCATION);
    FORMS.put("PreCommitDeposit", Form.AMOUNT);
    FORMS.put("PreCommitMessage", Form.LINK);
    FORMS.put("RemoteDataSealed", Form.LOCATION);
    FORMS.put("TerminateMessage", Form.LINK);
    FORMS.put("RemoteDataUnsealed", Form.LOCATION);
    FORMS.put("ReplicaUpdateProof", Form.BYTES);
    FORMS.put("RemoteDataFinalized", Form.BOOL);
    FORMS.put("ReplicaUpdateMessage", Form.LINK);
    FORMS.put("RemoteCommit1Endpoint", Form.TEXT);
    FORMS.put("RemoteCommit2Endpoint", Form.TEXT);
    FORMS.put("RemoteSealingDoneEndpoint", Form.TEXT);
    ENCODED_NAMES = FORMS.keySet().stream().map(CborForms::name).toList();
    NAMES = List.copyOf(FORMS.keySet());
    IN_ORDER = FORMS.values().toArray(Form[]::new);
    NAMES.forEach(name -> PLACES.put(name, PLACES.size()));
  }

  private SectorMembers() {}

  static boolean isKnown(String name) {
    return FORMS.containsKey(name);
  }

  /** Where lotus writes the member, counted from 0; -1 if it is not known here. */
  static int place(String name) {
    return PLACES.getOrDefault(name, -1);
  }

  /** The member's name as it stands in a record. */
  static byte[] encodedName(String name) {
    int place = place(name);
    return place < 0 ? CborForms.name(name) : ENCODED_NAMES.get(place);
  }

  /** Whether the member stands where lotus writes it. */
  static boolean isInPlace(String name, int index) {
    return index < NAMES.size() && name.equals(NAMES.get(index));
  }

  /**
   * Reads the name of a member.
   *
   * @param index the how manyth it is, from 0; in lotus' order its name need not be made anew
   */
  static String readName(CborReader reader, int index) {
    if (index < NAMES.size() && reader.skipIf(ENCODED_NAMES.get(index))) {
      return NAMES.get(index);
    }
    return reader.readText();
  }

  /**
   * Reads over a member as lotus reads it, so that later reads cannot fail.
   *
   * @param index the how manyth it is, from 0; in lotus' order it need not be looked up
   */
  static void check(String name, int index, CborReader reader) {
    Form form = isInPlace(name, index) ? IN_ORDER[index] : FORMS.get(name);
    if (form == null) {
      reader.skip();
    } else {
      form.check.accept(reader);
    }
  }

  /** Every member as lotus writes it when it holds nothing; may be changed. */
  static Map<String, byte[]> emptyRecord() {
    Map<String, byte[]> raw = new LinkedHashMap<>();
    FORMS.forEach((name, form) -> raw.put(name, form.empty));
    return raw;
  }

  static Optional<SectorLocation> location(CborReader reader) {
    return CborForms.nullable(reader, SectorLocation::decode);
  }

  private static void logs(CborReader reader) {
    for (int left = reader.readArrayHeader(); left > 0; left--) {
      LogEntry.check(reader);
    }
  }

  private static List<SectorPiece> pieces(CborReader reader) {
    return CborForms.list(reader, SectorPiece::decode);
  }

  private static void tipSet(CborReader reader) {
    Cid.listFromBytes(reader.readBytes());
  }

  private static void proofType(CborReader reader) {
    long number = reader.readSigned();
    if (number != (int) number) {
      throw new MalformedValueException("SectorType " + number + " is out of range");
    }
  }
}
