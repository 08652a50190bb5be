package io.sectorsh.damocles.manager;

import io.sectorsh.jsonrpc.MethodHelp;
import java.util.List;

/**
 * The methods of a manager that operators use, as damocles v0.13.1 has them: the manager itself
 * does not tell what it offers. Those of workers are left out, and can be called all the same.
 */
final class ManagerMethods {
  private static final String LINES =
      """
      CheckProvable(miner: abi.ActorID, postProofType: abi.RegisteredPoStProof, sectors: []builtin.ExtendedSectorInfo, strict: bool, stateCheck: bool): map[abi.SectorNumber]string | Reads files as a proof would; answers those that cannot be proven, and why.
      FinalizeSector(sector: abi.SectorID) | Takes a sector that is on chain from online to offline.
      FindSector(store: string, sector: abi.SectorID): core.SectorState | A sector of the store 'online' or 'offline'.
      FindSectorInAllStates(sector: abi.SectorID): core.SectorState | A sector, online first.
      FindSectorWithPiece(store: string, piece: cid.Cid): core.SectorState | A sector that holds a piece; null for none.
      FindSectorsWithDeal(store: string, deal: abi.DealID): []core.SectorState | Sectors with a deal of the market actor; null for none.
      GetInfo(miner: abi.ActorID): core.MinerInfo | A miner as the chain has it.
      GetMinerConfig(miner: abi.ActorID): modules.MinerConfig | How the manager is configured for a miner.
      GetSeed(tipset: types.TipSetKey, epoch: abi.ChainEpoch, miner: abi.ActorID): core.Seed | Interactive randomness of a seal.
      GetTicket(tipset: types.TipSetKey, epoch: abi.ChainEpoch, miner: abi.ActorID): core.Ticket | Randomness that a seal begins with.
      GetWindowPoStChanlleengeRand(tipset: types.TipSetKey, epoch: abi.ChainEpoch, miner: abi.ActorID): core.WindowPoStRandomness | Randomness that chooses what a window of proof challenges; the name is spelled so.
      GetWindowPoStCommitRand(tipset: types.TipSetKey, epoch: abi.ChainEpoch): core.WindowPoStRandomness | Randomness in a message with a window's proof.
      ImportSector(store: string, state: core.SectorState, override: bool): bool | Writes a state unchecked; false if there is one and it may not be replaced.
      ListSectors(store: string, job: core.SectorWorkerJob): []core.SectorState | All sectors of a store; jobs are 0 all, 1 sealing, 2 snapup, 3 rebuild, 4 unseal.
      PollTerminateSectorState(sector: abi.SectorID): core.TerminateInfo | How far a termination has come.
      ProvingSectorInfo(sector: abi.SectorID): core.ProvingSectorInfo | A sector on chain, and where its files are.
      RemoveSector(sector: abi.SectorID) | Deletes the files of an offline sector, on chain or not.
      ReportAborted(sector: abi.SectorID, reason: string): core.Meta | Gives a sector up and takes it offline.
      RestoreSector(sector: abi.SectorID, forced: bool): core.Meta | Brings an aborted sector back online.
      SectorIndexerFind(kind: string, sector: abi.SectorID): core.SectorIndexLocation | Which store holds the files, 'normal' or 'upgrade'.
      SectorSetForRebuild(sector: abi.SectorID, options: core.RebuildOptions): bool | Takes an offline sector online, to make its files again: [PiecesAvailable: true].
      SimulateWdPoSt(deadline: uint64, partition: uint64, miner: address.Address, postProofType: abi.RegisteredPoStProof, sectors: []builtin.ExtendedSectorInfo, randomness: abi.PoStRandomness) | Makes a proof without sending it; the manager's log says how it went.
      SnapUpCancelCommitment(sector: abi.SectorID) | Stops following an upgrade's message.
      SnapUpCandidates(miner: abi.ActorID): []bitfield.BitField | Sectors chosen for upgrades, by deadline.
      SnapUpPreFetch(miner: abi.ActorID, deadline: uint64): core.SnapUpFetchResult | Chooses sectors for upgrades; null for any deadline.
      StoreBasicInfo(name: string): core.StoreBasicInfo | A store as it is configured; null for none.
      StoreList(): []core.StoreDetailedInfo | All stores, and how full they are.
      StoreReleaseReserved(sector: abi.SectorID): bool | Gives back the room kept for a sector; false for none.
      TerminateSector(sector: abi.SectorID): core.SubmitTerminateResp | Terminates an offline sector on chain, with a penalty.
      UnsealPiece(sector: abi.SectorID, piece: cid.Cid, offset: abi.UnpaddedPieceSize, size: abi.UnpaddedPieceSize, dest: string): chan []byte | Over a WebSocket only: use damocles.manager.commands.unsealPiece.
      Version(): string | The manager's version.
      WdPoStAllJobs(): []core.WdPoStJob | Jobs of workers that prove windows; with --worker-prover only.
      WdPoStRemoveJob(job: string): bool | Forgets such a job.
      WdPoStResetJob(job: string): bool | Has such a job done again.
      WorkerGetPingInfo(name: string): core.WorkerPingInfo | A worker's last sign of life; null for none.
      WorkerPingInfoList(): []core.WorkerPingInfo | The last signs of life of all workers.
      WorkerPingInfoRemove(name: string) | Forgets a worker until it is heard again.
      """;

  static final List<MethodHelp> ALL = LINES.lines().map(MethodHelp::of).toList();

  private ManagerMethods() {}
}
