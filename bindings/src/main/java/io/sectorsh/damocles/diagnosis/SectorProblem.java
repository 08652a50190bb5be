package io.sectorsh.damocles.diagnosis;

/**
 * Why a sector does not go on, or what is wrong with it.
 *
 * @param what a clause without a final stop
 * @param next what to do about it; may be empty
 */
public record SectorProblem(String what, String next) {
  @Override
  public String toString() {
    return next.isEmpty() ? what : what + ". " + next;
  }
}
