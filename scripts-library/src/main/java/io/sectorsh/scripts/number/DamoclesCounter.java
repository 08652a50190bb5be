package io.sectorsh.scripts.number;

/**
 * The counter from which damocles hands out sector numbers. No method of the manager reads or sets
 * it: only its configuration can lift it.
 */
public final class DamoclesCounter {
  private DamoclesCounter() {}

  /**
   * What to do so that damocles goes on above a number. The manager takes the greater one of its
   * counter and the configured least number, plus 1, each time; it reads the file again on SIGUSR1,
   * and a restart is not needed.
   *
   * @param miner the miner's actor id
   */
  public static String liftedTo(long miner, long last) {
    return "In sector-manager.cfg, in the [[Miners]] section with Actor = "
        + miner
        + ", set under [Miners.Sector]: MinNumber = "
        + last
        + "; then: kill -USR1 $(pidof damocles-manager) (in force 10 s later)";
  }
}
