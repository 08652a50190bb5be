package io.sectorsh.filecoin.cbor;

/** What kind of item comes next. */
public enum CborType {
  /** A number of 0 or more. */
  UNSIGNED,
  /** A number below 0. */
  NEGATIVE,
  /** A byte string. */
  BYTES,
  /** A text string. */
  TEXT,
  /** An array: its header, then its items. */
  ARRAY,
  /** A map: its header, then keys and values in turn. */
  MAP,
  /** A tag; the only one allowed is 42, a link. */
  TAG,
  /** False or true. */
  BOOL,
  /** Null. */
  NULL
}
