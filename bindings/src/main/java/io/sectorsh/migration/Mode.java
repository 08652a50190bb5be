package io.sectorsh.migration;

/** What a session may do to the systems that it talks to. */
public enum Mode {
  /** Look only: whatever would change a system refuses. Sessions start so. */
  OBSERVE,
  /** Changes are recorded as a plan; nothing is changed. */
  PLAN,
  /** Changes are carried out. */
  APPLY
}
