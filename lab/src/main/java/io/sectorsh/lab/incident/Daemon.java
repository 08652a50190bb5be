package io.sectorsh.lab.incident;

/** A daemon of the lab that an incident can stop. */
public enum Daemon {
  NODE,
  MINER,
  MANAGER
}
