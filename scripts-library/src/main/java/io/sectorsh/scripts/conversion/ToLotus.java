package io.sectorsh.scripts.conversion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.damocles.sector.PreCommitInfo;
import io.sectorsh.damocles.sector.SectorPhase;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.damocles.sector.SectorStore;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.scripts.chain.ChainFacts;
import io.sectorsh.scripts.chain.MessageLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns one sector of damocles into lotus' record of it, or says why there can be none. The rules
 * and what damocles' own tool does instead are in docs/decisions/0010-export-to-lotus.md.
 */
public final class ToLotus {
  private final ChainFacts chain;
  private final MessageLookup messages;

  /**
   * @param chain asked what is on chain
   * @param messages asked for the chain's messages behind damocles' own ids
   */
  public ToLotus(ChainFacts chain, MessageLookup messages) {
    this.chain = chain;
    this.messages = messages;
  }

  /** The record for a sector that lotus does not have, or the reason for none. */
  public Conversion<SectorInfo> convert(SectorState sector) {
    return convert(sector, Optional.empty());
  }

  /**
   * The record for a sector, or the reason for none.
   *
   * @param replaced what lotus has: all that damocles does not know is kept of it
   */
  public Conversion<SectorInfo> convert(SectorState sector, Optional<SectorInfo> replaced) {
    Optional<String> obstacle = obstacle(sector);
    if (obstacle.isPresent()) {
      return new Conversion.LeftOut<>(obstacle.get());
    }
    List<String> notes = new ArrayList<>();
    try {
      SectorInfo record = new LotusForm(chain, messages, notes).of(sector, replaced);
      ObjectNode back = new DamoclesForm(sector.getMiner(), chain).json(record);
      return new Conversion.Written<>(record, notes, Losses.between(sector.toJson(), back));
    } catch (MalformedValueException broken) {
      return new Conversion.LeftOut<>("cannot be expressed in lotus: " + broken.getMessage());
    }
  }

  /** The ids of the messages that will be asked for when this sector is turned into a record. */
  public Stream<String> messageIds(SectorState sector) {
    return obstacle(sector).isPresent() ? Stream.empty() : LotusForm.messageIds(sector);
  }

  private Optional<String> obstacle(SectorState sector) {
    if (sector.isFinalized() && !sector.getAbortReason().isEmpty()) {
      return Optional.of("aborted: " + sector.getAbortReason());
    }
    return switch (sector.getPhase()) {
      case REMOVED, TERMINATED -> Optional.empty();
      case ABORTED -> Optional.of("aborted: " + sector.getAbortReason());
      case TERMINATING -> Optional.of("termination under way; export it when that has landed");
      case REBUILD -> Optional.of("rebuild under way; export it when that is done");
      case UNSEALING -> Optional.of("unsealing under way; export it when that is done");
      case SNAPUP -> Optional.of(unfinished(sector, "upgrade not finalized"));
      case SEALING, INCOMPLETE -> Optional.of(unfinished(sector, "not finalized"));
      case IMPORTED, FINALIZED -> atRest(sector);
    };
  }

  private String unfinished(SectorState sector, String what) {
    boolean provable = chain.sector(sector.getNumber()).isPresent();
    return provable && sector.getPhase() == SectorPhase.SEALING
        ? "on chain, not finalized: finalize it first"
        : what + ": cannot go on in lotus";
  }

  private Optional<String> atRest(SectorState sector) {
    if (sector.getStore().filter(store -> store == SectorStore.ONLINE).isPresent()) {
      return Optional.of("in the online store although finalized; settle that in damocles first");
    }
    String missing = missing(sector);
    if (!missing.isEmpty()) {
      return Optional.of("incomplete: no " + missing);
    }
    return chain.isKnown() ? disagreement(sector) : Optional.empty();
  }

  private static String missing(SectorState sector) {
    List<String> missing = new ArrayList<>();
    Optional<PreCommitInfo> pre = sector.getPre();
    if (pre.flatMap(PreCommitInfo::commR).isEmpty()) {
      missing.add("CommR");
    }
    if (pre.flatMap(PreCommitInfo::commD).isEmpty()) {
      missing.add("CommD");
    }
    if (LotusForm.ticket(sector).isEmpty()) {
      missing.add("ticket");
    }
    return String.join(", ", missing);
  }

  private Optional<String> disagreement(SectorState sector) {
    Optional<ChainFacts.OnChain> actor = chain.sector(sector.getNumber());
    if (actor.isEmpty()) {
      return Optional.of("not on chain: expired, terminated or never proven");
    }
    Cid commR = sector.getPre().flatMap(PreCommitInfo::commR).orElseThrow();
    if (!actor.get().original().equals(commR)) {
      return Optional.of("CommR differs: damocles " + commR + ", chain " + actor.get().original());
    }
    boolean upgraded = actor.get().sectorKey().isPresent();
    return sector.isUpgraded() && !upgraded
        ? Optional.of("damocles calls it upgraded, the chain does not; settle the upgrade first")
        : Optional.empty();
  }
}
