package io.sectorsh.scripts.conversion;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What became of one sector that was put into the words of the other system.
 *
 * @param <T> the other system's form
 */
public sealed interface Conversion<T> {
  /**
   * It can be written.
   *
   * @param sector in the other system's form
   * @param notes what is special about it, short clauses
   * @param lost members of its own system that the other has no place for
   */
  record Written<T>(T sector, List<String> notes, Set<String> lost) implements Conversion<T> {
    /** Copies. */
    public Written {
      notes = List.copyOf(notes);
      lost = java.util.Collections.unmodifiableSet(new TreeSet<>(lost));
    }
  }

  /**
   * It cannot.
   *
   * @param reason why, and what to do about it where something can be done
   */
  record LeftOut<T>(String reason) implements Conversion<T> {}
}
