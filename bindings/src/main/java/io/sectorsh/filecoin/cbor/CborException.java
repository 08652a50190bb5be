package io.sectorsh.filecoin.cbor;

import io.sectorsh.filecoin.MalformedValueException;

/** Bytes that are not CBOR as cbor-gen writes it, or not the item that was expected. */
public final class CborException extends MalformedValueException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  /**
   * @param problem what is wrong
   * @param offset at which byte, counted from the start of what the reader was given
   */
  public CborException(String problem, int offset) {
    super("CBOR: " + problem + " (byte " + offset + ")");
    this.offset = offset;
  }

  /** At which byte, counted from the start of what the reader was given. */
  public int getOffset() {
    return offset;
  }
}
