package io.sectorsh.lab.incident;

import io.sectorsh.lab.chain.ProvingSchedule;
import io.sectorsh.lab.damocles.ProvingJobs;
import io.sectorsh.lab.lotus.LotusOddities;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Those who should prove, and the node that they follow. */
final class ProverIncidents {
  private ProverIncidents() {}

  static List<Incident> all() {
    return List.of(
        Incident.of("nothing-sent", "nobody sent a proof, and nothing tells why")
            .planned(Scene::nothingLanded),
        Incident.of("miner-down", "lotus-miner does not run")
            .planned(Scene::nothingLanded)
            .without(Daemon.MINER),
        Incident.of("post-disabled", "lotus-miner is configured not to prove")
            .planned(Scene::nothingLanded)
            .planned(
                scene ->
                    scene.lotus(
                        new LotusOddities(
                            Set.of(), "[Subsystems]\n  DisableWindowPoSt = true\n\n", "", 3))),
        Incident.of("prover-aborted", "lotus-miner ended its work on the window with an error")
            .planned(Scene::nothingLanded)
            .planned(scene -> scene.lotus(new LotusOddities(Set.of(), "", "faulted", 3))),
        Incident.of("no-time", "proving takes longer than the window is open")
            .planned(Scene::nothingLanded)
            .planned(scene -> scene.lotus(new LotusOddities(Set.of(), "", "", 55)))
            .timed(32, 0),
        Incident.of("manager-down", "the damocles manager does not run")
            .inDamocles()
            .planned(Scene::nothingLanded)
            .without(Daemon.MANAGER),
        Incident.of("workers-gone", "no proving worker of damocles is alive")
            .inDamocles()
            .planned(Scene::nothingLanded)
            .planned(scene -> scene.jobs(jobs("ready2run", "", ""))),
        Incident.of("worker-failed", "a proving worker of damocles ended with an error")
            .inDamocles()
            .planned(Scene::nothingLanded)
            .planned(scene -> scene.jobs(jobs("finished", "cuda: out of memory", "worker-01"))),
        Incident.of("node-down", "the chain node does not run").without(Daemon.NODE),
        Incident.of("node-behind", "the chain node does not follow the chain")
            .timed(0, -14)
            .planned(Scene::nothingLanded),
        Incident.of("clock-wrong", "this machine's clock is slow").timed(0, 12));
  }

  private static ProvingJobs jobs(String state, String error, String worker) {
    long created = Instant.now().getEpochSecond() - 600;
    return new ProvingJobs(
        Optional.of(
            new ProvingJobs.Job(ProvingSchedule.START_DEADLINE, state, error, worker, created)),
        error.isEmpty());
  }
}
