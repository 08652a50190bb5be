package io.sectorsh.proofs;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.profile.Profile;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.rows.Rows;
import java.util.List;
import java.util.Objects;

/**
 * What scripts see as {@code proofs}: what the chain expects of the profile's miner, and when.
 *
 * <p>Asks only the chain node, at each pass one tipset; opens nothing before. Immutable.
 */
public final class Proofs {
  private final Profile profile;
  private final Lotus lotus;

  /** The proofs of a profile's miner. */
  public Proofs(Profile profile, Lotus lotus) {
    this.profile = Objects.requireNonNull(profile);
    this.lotus = Objects.requireNonNull(lotus);
  }

  /** The deadline that has to be proven now, or next. */
  public CurrentDeadline getDeadline() {
    return state().current();
  }

  /** All deadlines of the proving period, in the order of their numbers. */
  public Rows<DeadlineRow> getDeadlines() {
    return Rows.of(DeadlineRow.class, () -> RowCursor.over(state().deadlines()));
  }

  /**
   * The partitions of a deadline.
   *
   * @param deadline its number, from 0
   * @throws OperatorException BAD_VALUE when there is no such deadline
   */
  public List<PartitionRow> partitions(int deadline) {
    ProvingState state = state();
    if (deadline < 0 || deadline >= state.count()) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "there is no such deadline",
          "deadline " + deadline,
          "Give a number from 0 to " + (state.count() - 1) + ".");
    }
    return state.partitions(deadline);
  }

  /** The faulty sectors with deadline and partition, in the order of deadlines. */
  public Rows<FaultRow> getFaults() {
    return Rows.of(FaultRow.class, () -> RowCursor.over(state().faults()));
  }

  private ProvingState state() {
    return ProvingState.newest(lotus.getNode());
  }

  @Override
  public String toString() {
    return "proofs of " + profile;
  }
}
