package io.sectorsh.scripts.conversion;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.scripts.RecordedRecords;
import io.sectorsh.scripts.chain.Messages;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the messager of a recorded manager knew, as far as it went into that manager's export. */
public final class RecordedMessages {
  private final Map<String, Cid> known = new HashMap<>();

  private RecordedMessages() {}

  /** The chain's message behind each of the messager's ids. */
  public static Map<String, Cid> known() {
    Map<Long, SectorInfo> exported = new TreeMap<>();
    RecordedRecords.ofDamoclesExport()
        .forEach(record -> exported.put(record.getSectorNumber(), record));
    RecordedMessages messages = new RecordedMessages();
    for (JsonNode json : RecordedRecords.json("/recorded/damocles/offline.json")) {
      SectorState state = SectorState.fromJson(json);
      Optional.ofNullable(exported.get(state.getNumber()))
          .ifPresent(record -> messages.learn(state, record));
    }
    return messages.known;
  }

  private void learn(SectorState state, SectorInfo record) {
    state
        .getMessageInfo()
        .ifPresent(
            sent -> {
              learn(sent.preCommitCid(), record.getPreCommitMessage());
              learn(sent.commitCid(), record.getCommitMessage());
            });
    state
        .getTerminateInfo()
        .ifPresent(end -> learn(end.terminateCid(), record.getTerminateMessage()));
    record
        .getReplicaUpdateMessage()
        .filter(Messages::isOnChain)
        .ifPresent(cid -> state.getUpgradeMessageId().ifPresent(id -> known.put(id, cid)));
  }

  private void learn(Optional<Cid> id, Optional<Cid> message) {
    message
        .filter(Messages::isOnChain)
        .ifPresent(cid -> id.ifPresent(uid -> known.put(uid.toString(), cid)));
  }
}
