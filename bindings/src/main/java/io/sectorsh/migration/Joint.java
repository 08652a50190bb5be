package io.sectorsh.migration;

/**
 * An effect shared by the actions of a batch, such as one staged edit of a database for thousands
 * of records. All or nothing: until the commit returns nothing of it is seen, afterwards all of it.
 */
public interface Joint {
  /**
   * Makes all of it take effect, durably.
   *
   * @throws io.sectorsh.errors.OperatorException if it fails; the actions are then inspected to
   *     tell which were done
   */
  void commit();

  /**
   * Lets go of everything. After a commit it releases what is held; without one nothing took
   * effect. Called exactly once.
   */
  void close();
}
