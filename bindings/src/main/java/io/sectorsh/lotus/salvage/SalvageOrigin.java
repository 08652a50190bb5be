package io.sectorsh.lotus.salvage;

/** Where a salvaged record comes from. */
public enum SalvageOrigin {
  /** The damaged database itself. */
  METADATA,
  /** The log of lotus-miner's own in {@code kvlog/metadata}. */
  KVLOG,
  /** A backup file. */
  BACKUP,
  /** Another copy of the database. */
  COPY,
  /** Made from what the chain tells; see {@link SalvageReport}. */
  CHAIN,
  /** Made from all that was seen: the numbers that lotus may not give out again. */
  COMPUTED,
  /** Not written: no readable record was left, or none that lotus could read. */
  LEFT_OUT
}
