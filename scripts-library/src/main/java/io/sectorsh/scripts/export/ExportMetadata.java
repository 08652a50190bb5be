package io.sectorsh.scripts.export;

import io.sectorsh.damocles.Damocles;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.lotus.LotusNode;
import io.sectorsh.lotus.LotusRepo;
import io.sectorsh.lotus.RepoEdit;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.profile.Profile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Writes damocles' sectors of one miner into the repository of a stopped lotus-miner, so that lotus
 * shows and proves them and hands out no number twice.
 *
 * <p>Nothing is written before everything was read; then all of it at once, or nothing.
 */
public final class ExportMetadata {
  private final Damocles damocles;
  private final Optional<LotusNode> node;
  private final ChangeGuard guard;

  /**
   * @param node asked what is on chain; may be absent
   * @param guard what the session may change
   */
  public ExportMetadata(Damocles damocles, Optional<LotusNode> node, ChangeGuard guard) {
    this.damocles = damocles;
    this.node = node;
    this.guard = guard;
  }

  /**
   * Previews or carries out one export.
   *
   * @throws OperatorException when damocles, the node or the repository cannot be read, the
   *     repository is another miner's or in use, or writing fails; the repository is then as it was
   */
  public ExportReport run(ExportRequest request) {
    LotusRepo repo = LotusRepo.open(request.destinationRepo());
    List<String> warnings = new ArrayList<>();
    checkMiner(repo, request.miner(), warnings);
    return request.apply() ? write(repo, request, warnings) : preview(repo, request, warnings);
  }

  private static void checkMiner(LotusRepo repo, Address miner, List<String> warnings) {
    Optional<Address> owner = repo.getMinerAddress();
    if (owner.isEmpty()) {
      warnings.add("the repository names no miner: run lotus-miner init before starting it");
    } else if (!owner.get().equals(miner)) {
      throw new OperatorException(
          ErrorCode.REFUSED,
          "the repository belongs to miner " + owner.get() + ", not " + miner,
          repo.getPath().toString(),
          "Give the repository of " + miner + " as --dest-repo, or the right --miner.");
    }
  }

  private ExportReport preview(LotusRepo repo, ExportRequest request, List<String> warnings) {
    if (repo.isInUse()) {
      warnings.add(
          "lotus-miner has the repository open" + holder(repo) + ": stop it before --apply");
    }
    ExportDraft draft = draft(repo, request, record -> {});
    return draft.report(Optional.empty(), warnings);
  }

  private static String holder(LotusRepo repo) {
    return repo.getHolder().map(holder -> " (pid " + holder.pid() + ")").orElse("");
  }

  private ExportReport write(LotusRepo repo, ExportRequest request, List<String> warnings) {
    guard.requireApply("write damocles' sectors of " + request.miner() + " into " + repo.getPath());
    try (RepoEdit edit = RepoEdit.begin(repo)) {
      ExportDraft draft = draft(repo, request, edit::putSector);
      setNumber(edit, draft.number());
      Optional<Path> previous = edit.commit();
      return draft.report(previous, warnings);
    }
  }

  /** Counters that say it already stay untouched, so that a run without news swaps nothing. */
  private static void setNumber(RepoEdit edit, NumberSources number) {
    OptionalLong last = number.lastUsed();
    if (last.isPresent() && !number.isSettled()) {
      edit.setAllocated(number.allocatedAfter());
      edit.setNextid(last.getAsLong());
    }
  }

  /** The export of a session: with its node, if the profile names one. */
  public static ExportMetadata of(
      Profile profile, Damocles damocles, Lotus lotus, ChangeGuard guard) {
    return new ExportMetadata(damocles, profile.fullNodeApi().map(api -> lotus.getNode()), guard);
  }

  private ExportDraft draft(LotusRepo repo, ExportRequest request, ExportDraft.Sink sink) {
    ChainFacts chain = chain(request);
    ExportDraft draft = new ExportDraft(repo, request, chain, sink);
    if (damocles.isConfigured() || !request.onlyNumber()) {
      damocles.getSectors().forEach(draft::add);
    }
    draft.finish();
    return draft;
  }

  private ChainFacts chain(ExportRequest request) {
    return request.withoutChain() || node.isEmpty()
        ? ChainFacts.UNKNOWN
        : NodeChain.read(node.get(), request.miner());
  }
}
