package io.sectorsh.stores;

/** Where the files of one kind are while a sector goes from one store to another. */
public enum FilePlace {
  /** Only where they came from. */
  SOURCE,
  /** Only where they go. */
  DESTINATION,
  /** In both, with the same bytes. */
  BOTH,
  /** In both, but not the same. */
  CONFLICT,
  /** In neither. */
  NOWHERE
}
