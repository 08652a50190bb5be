package io.sectorsh.lab.incident;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lab.chain.Actors;
import io.sectorsh.lab.chain.ChainMessage;
import io.sectorsh.lab.chain.ChainMessage.Gas;
import io.sectorsh.lab.chain.ChainMessage.Landed;
import io.sectorsh.lab.chain.Conditions;
import io.sectorsh.lab.chain.Conditions.Fault;
import io.sectorsh.lab.chain.MinerParams;
import io.sectorsh.lab.chain.ProvingSchedule;
import java.util.List;

/** Proofs that were made, and what became of their messages. */
final class MessageIncidents {
  private static final long ILLEGAL_ARGUMENT = 16;

  private MessageIncidents() {}

  static List<Incident> all() {
    return List.of(
        Incident.of("fee-cap-too-low", "the proof offers less for gas than the base fee")
            .planned(scene -> waiting(scene, Conditions.nonce(), 90))
            .planned(scene -> scene.chain().baseFee(5_000)),
        Incident.of("nonce-gap", "a message before the proof was lost")
            .planned(scene -> waiting(scene, Conditions.nonce() + 1, 169_842_598_711L)),
        Incident.of("behind-cheap-message", "the proof waits behind a message that nobody takes")
            .planned(scene -> waiting(scene, Conditions.nonce() + 1, 169_842_598_711L))
            .planned(MessageIncidents::cheapInFront),
        Incident.of("no-balance", "no address that may send has enough for gas")
            .planned(Scene::nothingLanded)
            .planned(MessageIncidents::poor),
        Incident.of("out-of-gas", "the proof's gas limit was too low")
            .planned(
                scene ->
                    scene.failed(
                        7,
                        "message ran out of gas",
                        Actors.CONTROL,
                        new Gas(9_000_000, 169_842_598_711L, 9_000_000))),
        Incident.of("invalid-proof", "the chain found the proof of a recovering partition wrong")
            .planned(scene -> scene.failed(ILLEGAL_ARGUMENT, "window post failed: invalid PoSt")),
        Incident.of("reorg", "the proof was made on another branch of the chain")
            .planned(scene -> scene.failed(ILLEGAL_ARGUMENT, "post commit randomness mismatched")),
        Incident.of("landed-late", "the proof landed after its window had closed")
            .planned(MessageIncidents::late)
            .timed(50, 0),
        Incident.of("not-control-address", "the sender is none of the miner's addresses any more")
            .planned(
                scene ->
                    scene.failed(
                        18,
                        "caller is not among the miner's addresses",
                        Actors.CLIENT,
                        ChainMessage.USUAL_GAS)),
        Incident.of("too-many-partitions", "the proof has more partitions than one message may")
            .planned(scene -> scene.failed(ILLEGAL_ARGUMENT, "too many partitions 4, most 3")),
        Incident.of("fee-debt", "the miner owes fees, so a recovery was refused")
            .planned(scene -> recovery(scene, -120, 19, "unlocked balance can not repay fee debt")),
        Incident.of("recovery-too-late", "a recovery was declared after the fault cutoff")
            .planned(
                scene ->
                    recovery(
                        scene,
                        -40,
                        ILLEGAL_ARGUMENT,
                        "invalid deadline: fault or recovery declared past the cutoff")),
        Incident.of("disputed", "somebody proved on chain that yesterday's proof was wrong")
            .planned(MessageIncidents::disputed));
  }

  private static void waiting(Scene scene, long nonce, long feeCap) {
    scene.nothingLanded();
    ChainMessage post = scene.post(Actors.CONTROL, new Gas(29_439_022, feeCap, 0), Landed.NOWHERE);
    scene
        .chain()
        .pending(
            scene.message(
                Actors.CONTROL, nonce, MinerParams.POST, post.params(), post.gas(), post.landed()));
  }

  private static void cheapInFront(Scene scene) {
    byte[] params = MinerParams.recovered(1, 0, SectorNumbers.of(2));
    Gas gas = new Gas(21_223_721, 90, 0);
    scene.chain().baseFee(5_000);
    scene
        .chain()
        .pending(
            scene.message(
                Actors.CONTROL,
                Conditions.nonce(),
                MinerParams.RECOVERED,
                params,
                gas,
                Landed.NOWHERE));
  }

  private static void poor(Scene scene) {
    scene.chain().baseFee(2_000_000_000);
    for (long actor : new long[] {Actors.CONTROL, Actors.WORKER, Actors.OWNER}) {
      scene.chain().balance(actor, "1200000000000000");
    }
  }

  private static void late(Scene scene) {
    long close = scene.open() + ProvingSchedule.WINDOW;
    scene
        .chain()
        .window(
            scene.open(),
            List.of(
                scene.post(
                    Actors.CONTROL,
                    ChainMessage.USUAL_GAS,
                    new Landed(
                        close + 3,
                        ILLEGAL_ARGUMENT,
                        "invalid deadline 17 at epoch %d, expected 18".formatted(close + 2)))));
    scene.both().forEach(sector -> scene.chain().fault(sector, Fault.from(close)));
  }

  private static void recovery(Scene scene, long sinceOpen, long exitCode, String error) {
    long yesterday = scene.open() - ProvingSchedule.PERIOD;
    scene.chain().fault(Scene.SECTOR, Fault.from(yesterday + 10));
    byte[] params = MinerParams.recovered(scene.deadline(), 0, SectorNumbers.of(Scene.SECTOR));
    Landed landed = new Landed(scene.open() + sinceOpen, exitCode, error);
    scene
        .chain()
        .landed(
            scene.message(
                Actors.CONTROL, MinerParams.RECOVERED, params, ChainMessage.USUAL_GAS, landed));
  }

  private static void disputed(Scene scene) {
    long height = scene.open() - 30;
    byte[] params = MinerParams.dispute(scene.deadline());
    scene
        .chain()
        .landed(
            scene.message(
                Actors.CLIENT,
                MinerParams.DISPUTE,
                params,
                ChainMessage.USUAL_GAS,
                Landed.at(height)));
    scene.both().forEach(sector -> scene.chain().fault(sector, Fault.from(height)));
    scene.nothingLanded();
  }
}
