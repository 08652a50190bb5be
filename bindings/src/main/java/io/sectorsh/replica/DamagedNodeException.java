package io.sectorsh.replica;

import io.sectorsh.filecoin.MalformedValueException;

/** A node that no tree can hold, because as a number it is not below the field's order. */
public final class DamagedNodeException extends MalformedValueException {
  private static final long serialVersionUID = 1L;

  private final long index;

  DamagedNodeException(long index) {
    super("node " + index + " is not a number below the order of the field: it is damaged");
    this.index = index;
  }

  /** Which node, counted from the start of what was hashed. */
  public long getIndex() {
    return index;
  }
}
