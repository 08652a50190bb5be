package io.sectorsh.scripts.conversion;

import io.sectorsh.damocles.sector.DealInfo;
import io.sectorsh.damocles.sector.LegacyDeal;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.lotus.record.DealProposal;
import io.sectorsh.lotus.record.PieceActivationManifest;
import io.sectorsh.lotus.record.PieceDealInfo;
import io.sectorsh.lotus.record.SectorPiece;
import io.sectorsh.scripts.chain.ChainFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Turns damocles' pieces, of either encoding, into lotus' pieces: a built-in market deal, a direct
 * deal, or a filler.
 *
 * <p>lotus takes a deal for valid only with a publish message, a deal id and a proposal, or with an
 * activation manifest (storage/pipeline/piece); anything else it shows as a piece without a deal.
 */
final class LotusPieces {
  private final ChainFacts chain;
  private final Consumer<String> notes;

  LotusPieces(ChainFacts chain, Consumer<String> notes) {
    this.chain = chain;
    this.notes = notes;
  }

  /**
   * The sector's data pieces and fillers in order; empty when damocles lists none, as it does for a
   * CC sector.
   */
  List<SectorPiece> pieces(SectorState sector) {
    List<SectorPiece> pieces = new ArrayList<>();
    if (!sector.getPieces().isEmpty()) {
      sector.getPieces().forEach(piece -> pieces.add(piece(piece)));
      return pieces;
    }
    sector.getDeals().forEach(deal -> pieces.add(piece(deal)));
    return pieces;
  }

  /** The one piece of a sector without data: its CommD is the commitment of the whole filler. */
  static List<SectorPiece> filler(SectorState sector, Cid commD) {
    return List.of(
        new SectorPiece(sector.getSectorType().sectorSize().bytes(), commD, Optional.empty()));
  }

  private SectorPiece piece(io.sectorsh.damocles.sector.SectorPiece piece) {
    return new SectorPiece(
        piece.size(), known(piece.pieceCid()), piece.dealInfo().flatMap(deal -> deal(piece, deal)));
  }

  private Optional<PieceDealInfo> deal(
      io.sectorsh.damocles.sector.SectorPiece piece, DealInfo deal) {
    if (deal.dealId() != 0) {
      return Optional.of(
          marketDeal(
              deal.dealId(),
              deal.publishCid(),
              chain.deal(deal.dealId()),
              deal.startEpoch(),
              deal.endEpoch()));
    }
    if (deal.isDeal() || !deal.client().isUndefined() || !deal.provider().isUndefined()) {
      return Optional.of(directDeal(piece, deal));
    }
    return Optional.empty();
  }

  private PieceDealInfo directDeal(io.sectorsh.damocles.sector.SectorPiece piece, DealInfo deal) {
    PieceActivationManifest manifest =
        new PieceActivationManifest(
            known(piece.pieceCid()), piece.size(), allocation(deal), List.of());
    return new PieceDealInfo(
        0,
        Optional.empty(),
        Optional.empty(),
        deal.startEpoch(),
        deal.endEpoch(),
        false,
        Optional.of(manifest));
  }

  private Optional<PieceActivationManifest.VerifiedAllocationKey> allocation(DealInfo deal) {
    if (deal.allocationId() == 0) {
      return Optional.empty();
    }
    OptionalLong client = chain.actorId(deal.client());
    if (client.isEmpty()) {
      notes.accept("allocation " + deal.allocationId() + ": client unknown without a node");
      return Optional.empty();
    }
    return Optional.of(
        new PieceActivationManifest.VerifiedAllocationKey(client.getAsLong(), deal.allocationId()));
  }

  private SectorPiece piece(LegacyDeal deal) {
    return new SectorPiece(
        deal.size(),
        known(deal.cid()),
        deal.id() == 0 ? Optional.empty() : Optional.of(marketDeal(deal)));
  }

  private PieceDealInfo marketDeal(LegacyDeal deal) {
    Optional<DealProposal> proposal =
        deal.proposal().map(LotusPieces::proposal).or(() -> chain.deal(deal.id()));
    return marketDeal(
        deal.id(),
        Optional.empty(),
        proposal,
        proposal.map(DealProposal::startEpoch).orElse(new ChainEpoch(0)),
        proposal.map(DealProposal::endEpoch).orElse(new ChainEpoch(0)));
  }

  private PieceDealInfo marketDeal(
      long id,
      Optional<Cid> publish,
      Optional<DealProposal> proposal,
      ChainEpoch start,
      ChainEpoch end) {
    if (proposal.isEmpty()) {
      notes.accept("deal " + id + ": no proposal");
    } else if (publish.isEmpty()) {
      notes.accept("deal " + id + ": no publish message");
    }
    return new PieceDealInfo(id, publish, proposal, start, end, false, Optional.empty());
  }

  private static DealProposal proposal(io.sectorsh.damocles.sector.DealProposal deal) {
    return new DealProposal(
        known(deal.pieceCid()),
        deal.pieceSize(),
        deal.verified(),
        defined(deal.client()),
        defined(deal.provider()),
        io.sectorsh.lotus.record.DealLabel.of(deal.label()),
        deal.startEpoch(),
        deal.endEpoch(),
        deal.pricePerEpoch(),
        deal.providerCollateral(),
        deal.clientCollateral());
  }

  private static Cid known(Optional<Cid> piece) {
    return piece.orElseThrow(() -> new MalformedValueException("a piece has no CID"));
  }

  private static Address defined(Address address) {
    if (address.isUndefined()) {
      throw new MalformedValueException("a deal proposal lacks an address");
    }
    return address;
  }
}
