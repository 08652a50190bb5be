package io.sectorsh.proofs.explain;

import java.util.List;

/** Knows one way in which a window can fail, and what it looks like. */
interface Rule {
  /** The causes that the facts show; none when there is no sign of any. */
  List<Cause> look(WindowFacts facts);
}
