package io.sectorsh.damocles.sector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a manager makes of a state that it is given: it drops the members that it does not know and
 * adds those that are missing as zero (Go's JSON), and checks nothing.
 */
public final class KeptState {
  /** The members of core.SectorState. */
  private static final Set<String> MEMBERS =
      Set.of(
          "ID",
          "SectorType",
          "Ticket",
          "Seed",
          "Deals",
          "Pieces",
          "Pre",
          "Proof",
          "MessageInfo",
          "TerminateInfo",
          "LatestState",
          "Finalized",
          "Removed",
          "AbortReason",
          "Upgraded",
          "UpgradePublic",
          "UpgradedInfo",
          "UpgradeMessageID",
          "UpgradeLandedEpoch",
          "Imported",
          "NeedRebuild",
          "Unsealing");

  private KeptState() {}

  /** Whether the manager has the state that it was given. */
  public static boolean isKeptAs(SectorState given, SectorState kept) {
    return isSame(given.json(), kept.json());
  }

  private static boolean isSame(JsonNode given, JsonNode kept) {
    if (!given.isObject() || !kept.isObject()) {
      return given.equals(kept) || (isZero(given) && isZero(kept));
    }
    Set<String> names = new TreeSet<>();
    given.fieldNames().forEachRemaining(names::add);
    kept.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      if (!isSame(given.path(name), kept.path(name))) {
        return false;
      }
    }
    return true;
  }

  /** What Go writes for a value that nobody set. */
  private static boolean isZero(JsonNode node) {
    if (node.isObject()) {
      for (JsonNode member : node) {
        if (!isZero(member)) {
          return false;
        }
      }
      return true;
    }
    return node.isMissingNode()
        || node.isNull()
        || (node.isBoolean() && !node.booleanValue())
        || (node.isNumber() && node.decimalValue().signum() == 0)
        || (node.isTextual() && node.textValue().isEmpty());
  }

  /** Why a state should not be given to a manager; it would take it all the same. */
  public static Optional<String> flaw(SectorState state, SectorStore store) {
    Set<String> unknown = new TreeSet<>();
    state.json().fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(MEMBERS);
    if (!unknown.isEmpty()) {
      return Optional.of("the manager would drop what it does not know: " + unknown);
    }
    if (state.getMiner() == 0) {
      return Optional.of("it names no miner");
    }
    if (store == SectorStore.OFFLINE && !state.isFinalized()) {
      return Optional.of("it is not finalized, and would be at rest offline");
    }
    if (store == SectorStore.ONLINE && state.isFinalized()) {
      return Optional.of("it is finalized, and would be worked on online");
    }
    boolean sealed = state.isFinalized() && state.getAbortReason().isEmpty() && !state.isRemoved();
    return sealed && (state.getPre().isEmpty() || state.getTicket().isEmpty())
        ? Optional.of("it counts as sealed, and has no commitments or no ticket")
        : Optional.empty();
  }
}
