package io.sectorsh.migration;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes an action of the parameters that it once gave. */
@FunctionalInterface
public interface ActionReader {
  /**
   * The action.
   *
   * @throws io.sectorsh.errors.OperatorException if the parameters are not those of this kind, or a
   *     system that it needs is not configured
   */
  Action read(ObjectNode parameters);
}
