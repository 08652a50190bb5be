package io.sectorsh.lab.lotus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.lab.chain.MinerStateMethods;
import io.sectorsh.lab.chain.ProvingSchedule;
import io.sectorsh.lab.chain.SimulatedClock;
import io.sectorsh.lab.population.Timeline;
import io.sectorsh.lab.transport.GoJson;
import java.io.ByteArrayOutputStream;

/** lotus-miner's journal of the last two windows, as its wdpost part writes it. */
final class LotusJournal {
  private final SimulatedClock clock;

  LotusJournal(SimulatedClock clock) {
    this.clock = clock;
  }

  byte[] write(String lastState, long proofEpochs) {
    long open = Timeline.START_EPOCH - ProvingSchedule.STARTED_AFTER;
    long before = open - ProvingSchedule.WINDOW;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(scheduler("started", before));
    out.writeBytes(processed(before + proofEpochs));
    out.writeBytes(scheduler("succeeded", before + proofEpochs));
    if (!lastState.isEmpty()) {
      out.writeBytes(scheduler("started", open));
      out.writeBytes(scheduler(lastState, open + 1));
    }
    return out.toByteArray();
  }

  private byte[] scheduler(String state, long epoch) {
    ObjectNode event = event("scheduler", epoch);
    ((ObjectNode) event.get("Data")).put("State", state);
    return GoJson.line(event);
  }

  private byte[] processed(long epoch) {
    ObjectNode event = event("proofs_processed", epoch);
    ObjectNode data = (ObjectNode) event.get("Data");
    data.putArray("Partitions").addObject().put("Index", 0).putArray("Skipped").add(0);
    data.putObject("MessageCID")
        .put("/", "bafy2bzacebqondtljbpop4wgk67tdekxqd7oyc6qtpnkyiwvt5j2sxljh2meu");
    return GoJson.line(event);
  }

  private ObjectNode event(String name, long epoch) {
    ObjectNode event = GoJson.object().put("System", "wdpost").put("Event", name);
    event.put("Timestamp", clock.epochs().timeOf(new ChainEpoch(epoch)).toString());
    ObjectNode data = GoJson.object();
    data.set("Deadline", MinerStateMethods.provingDeadline(epoch));
    return event.set("Data", data.put("Height", epoch));
  }
}
