package io.sectorsh.proofs.recover;

import io.sectorsh.filecoin.Commitment;
import io.sectorsh.replica.DamagedNodeException;
import io.sectorsh.replica.PersistentAux;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts a p_aux together that leads to CommR, of what is left.
 *
 * @param commR what has to come out
 */
record AuxSearch(Commitment commR) {
  /**
   * @param left every p_aux of the sector, whatever is wrong with it
   * @param treeRoot comm_r_last as the tree files have it
   */
  Optional<PersistentAux> among(List<PersistentAux> left, Optional<byte[]> treeRoot) {
    List<byte[]> roots = new ArrayList<>();
    treeRoot.ifPresent(roots::add);
    left.forEach(aux -> roots.add(aux.getCommRLast()));
    for (PersistentAux aux : left) {
      for (byte[] root : roots) {
        PersistentAux tried = PersistentAux.of(aux.getCommC(), root);
        if (leads(tried)) {
          return Optional.of(tried);
        }
      }
    }
    return Optional.empty();
  }

  private boolean leads(PersistentAux aux) {
    try {
      return aux.getCommR().equals(commR);
    } catch (DamagedNodeException damaged) {
      return false;
    }
  }
}
