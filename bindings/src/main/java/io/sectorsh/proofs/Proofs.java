package io.sectorsh.proofs;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Commitment;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.profile.Profile;
import io.sectorsh.proofs.check.CheckOptions;
import io.sectorsh.proofs.check.DataReads;
import io.sectorsh.proofs.check.FileOptions;
import io.sectorsh.proofs.check.Forecast;
import io.sectorsh.proofs.check.SectorChecks;
import io.sectorsh.proofs.explain.ExplainOptions;
import io.sectorsh.proofs.explain.Explainer;
import io.sectorsh.proofs.explain.Explanation;
import io.sectorsh.proofs.explain.Watch;
import io.sectorsh.proofs.explain.WatchLine;
import io.sectorsh.proofs.picture.DeadlinePicture;
import io.sectorsh.proofs.picture.HeatMap;
import io.sectorsh.proofs.picture.PastWindow;
import io.sectorsh.proofs.picture.PastWindows;
import io.sectorsh.proofs.picture.Picture;
import io.sectorsh.proofs.picture.SectorPicture;
import io.sectorsh.proofs.recover.Recovery;
import io.sectorsh.proofs.recover.RecoveryPlanner;
import io.sectorsh.replica.DataTree;
import io.sectorsh.replica.ScrubStep;
import io.sectorsh.replica.SectorCheck;
import io.sectorsh.rows.Following;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.rows.Rows;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What scripts see as {@code proofs}: what the chain expects of the profile's miner, and when.
 *
 * <p>Asks only the chain node, at each pass one tipset, but for explanations, which look at all
 * there is; opens nothing before. Immutable.
 */
public final class Proofs {
  private final Profile profile;
  private final Lotus lotus;
  private final Damocles damocles;
  private final Explainer explainer;
  private final SectorChecks checks;
  private final RecoveryPlanner recoveries;

  /**
   * The proofs of a profile's miner.
   *
   * @param stores the directories with sector files; read when something is explained
   */
  public Proofs(Profile profile, Lotus lotus, Damocles damocles, Rows<Path> stores) {
    this(profile, lotus, damocles, stores, new ChangeGuard(Mode.OBSERVE), Clock.systemUTC());
  }

  /**
   * @param guard asked by what {@link #recover} proposes
   */
  public Proofs(
      Profile profile, Lotus lotus, Damocles damocles, Rows<Path> stores, ChangeGuard guard) {
    this(profile, lotus, damocles, stores, guard, Clock.systemUTC());
  }

  /**
   * @param wall what time it is, to compare the chain's with
   */
  public Proofs(Profile profile, Lotus lotus, Damocles damocles, Rows<Path> stores, Clock wall) {
    this(profile, lotus, damocles, stores, new ChangeGuard(Mode.OBSERVE), wall);
  }

  private Proofs(
      Profile profile,
      Lotus lotus,
      Damocles damocles,
      Rows<Path> stores,
      ChangeGuard guard,
      Clock wall) {
    this.recoveries = new RecoveryPlanner(lotus, stores, guard);
    this.profile = Objects.requireNonNull(profile);
    this.lotus = Objects.requireNonNull(lotus);
    this.damocles = Objects.requireNonNull(damocles);
    this.checks = new SectorChecks(lotus, stores);
    this.explainer = new Explainer(profile, lotus, damocles, stores, wall);
  }

  /** The deadline that has to be proven now, or next. */
  public CurrentDeadline getDeadline() {
    return state().current();
  }

  /**
   * A deadline in its open or next window, with its sectors and the proofs that landed.
   *
   * @param deadline its number, from 0
   * @throws OperatorException BAD_VALUE when there is no such deadline
   */
  public DeadlinePicture deadline(int deadline) {
    return new Picture(lotus.getNode()).deadline(deadline);
  }

  /**
   * A sector: where and when it is proven, and how it stands.
   *
   * @throws OperatorException NOT_FOUND when the chain has no such sector to be proven
   */
  public SectorPicture sector(long number) {
    return new Picture(lotus.getNode()).sector(number);
  }

  /** All deadlines at a glance. */
  public HeatMap getHeatMap() {
    return new Picture(lotus.getNode()).heatMap();
  }

  /**
   * What the windows of the last proving periods did to the power, newest first. Each is read from
   * two old states of the chain when it is its turn; a node without old states cannot tell.
   *
   * @param periods how many periods back
   */
  public Rows<PastWindow> history(int periods) {
    return Rows.of(
        PastWindow.class, () -> RowCursor.over(PastWindows.last(lotus.getNode(), periods)));
  }

  /** The windows of the last proving period. */
  public Rows<PastWindow> getHistory() {
    return history(1);
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

  /**
   * Why the window of a deadline failed, or would fail: the open one, or else the last one. Asks
   * the chain node, lotus-miner, damocles and the stores at once, and reads sector files; changes
   * nothing.
   *
   * @param deadline its number, from 0
   * @throws OperatorException BAD_VALUE when there is no such deadline
   */
  public Explanation explain(int deadline) {
    return explainer.deadline(deadline, Optional.empty());
  }

  /**
   * The same by name: {@code deadline}, with {@code epoch} for a window of the past; or {@code
   * sector}.
   *
   * @throws OperatorException BAD_VALUE when it is neither of these
   */
  public Explanation explain(Map<String, ?> what) {
    return ExplainOptions.of(what).ask(explainer);
  }

  /**
   * Follows the open or next window of a deadline until it closes.
   *
   * @param changes gets a line for each thing that changes
   * @return how it ended
   */
  public Explanation watch(int deadline, Consumer<? super WatchLine> changes) {
    return new Watch(explainer, deadline, pause -> Thread.sleep(pause.toMillis())).follow(changes);
  }

  /** Explains the deadline that is open, or else the one before the next. */
  public Explanation getExplain() {
    CurrentDeadline current = getDeadline();
    int last = Math.floorMod(current.deadline() - 1, state().count());
    return explain(current.open() ? current.deadline() : last);
  }

  /**
   * Checks files without asking any system: {@code sealed} and {@code cache}, against {@code commR}
   * (a CID or hexadecimal) for a {@code sectorSize} such as {@code '32GiB'}. Further {@code
   * number}, {@code randomness}, {@code challenges} (how many nodes are read; 10 unless told).
   *
   * @throws OperatorException BAD_VALUE for other names or values
   */
  public SectorCheck checkFiles(Map<String, ?> files) {
    return FileOptions.of(files).check();
  }

  /**
   * Checks sectors: their files in the stores against the chain, at the nodes that their next or
   * open window asks for when it is known, else at others. A row for each sector, and for each copy
   * of one that lies in several stores, in the order in which they are done; disks are read side by
   * side.
   *
   * @param sectors a number, such text as {@code '1-5,9'}, a set or a list
   * @throws OperatorException BAD_VALUE when these are no sector numbers
   */
  public Rows<SectorCheck> check(Object sectors) {
    return checks.check(CheckOptions.of(sectors));
  }

  /**
   * The same with randomness of one's own.
   *
   * @param randomness 32 bytes, as such, in base64 or in hexadecimal
   */
  public Rows<SectorCheck> check(Object sectors, Object randomness) {
    return checks.check(CheckOptions.of(sectors).with(randomness));
  }

  /**
   * The same by name: {@code sectors}, {@code randomness}, {@code limit} of one read in seconds.
   */
  public Rows<SectorCheck> check(Map<String, ?> options) {
    return checks.check(CheckOptions.named(options));
  }

  /**
   * Whether the open or next window of a deadline will pass, by the files of all its sectors: first
   * p_aux of each, then the nodes that are asked for, with the time that this takes. Every copy is
   * looked at; a bad one counts if lotus-miner or damocles may take it, also where another is good.
   *
   * @throws OperatorException when it is walked through, BAD_VALUE if there is no such deadline
   */
  public Following<Forecast> checkAll(int deadline) {
    return checks.forecast(deadline, damocles);
  }

  /**
   * Reads the whole replica of a sector: every segment of the sealed file against its tree, and all
   * rows of the tree; of each copy, one after the other.
   */
  public Following<ScrubStep> scrub(long number) {
    return checks.scrub(number);
  }

  /**
   * What can be done about a sector: steps that a plan can hold, and commands, each with the last
   * epoch at which it helps the next window. Nothing is done.
   */
  public Recovery recover(long sector) {
    return recoveries.of(sector);
  }

  /** The same by name: {@code sector}. */
  public Recovery recover(Map<String, ?> what) {
    if (!(what.get("sector") instanceof Number number) || what.size() > 1) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "a sector has to be named, and nothing else",
          String.valueOf(what),
          "proofs.recover(sector: 70)");
    }
    return recover(number.longValue());
  }

  /** CommP of a file as a client has it, and the size of the piece that it makes. */
  public DataTree.Piece commP(Object file) {
    return DataReads.piece(file);
  }

  /**
   * CommD of an unsealed file.
   *
   * @param sectorSize such as {@code '32GiB'}
   */
  public Commitment commD(Object file, Object sectorSize) {
    return DataReads.commD(file, sectorSize);
  }

  /**
   * CommD of a sector with pieces, in their order.
   *
   * @param sectorSize such as {@code '32GiB'}
   */
  public Commitment commD(List<DataTree.Piece> pieces, Object sectorSize) {
    return DataReads.commD(pieces, sectorSize);
  }

  private ProvingState state() {
    return ProvingState.newest(lotus.getNode());
  }

  /** Whose it is, and what to ask it first. */
  @Override
  public String toString() {
    return "proofs of "
        + profile.words()
        + ": .deadline, .heatMap, .explain, .check(SECTORS), .checkAll(DEADLINE), .recover(SECTOR)";
  }
}
