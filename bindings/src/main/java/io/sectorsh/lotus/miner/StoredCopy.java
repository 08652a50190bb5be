package io.sectorsh.lotus.miner;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.jsonrpc.Members;
import java.util.List;

/**
 * A storage path that has files of a sector, by lotus-miner's index (StorageFindSector).
 *
 * @param id the path's UUID
 * @param urls where the files are served
 * @param weight share of new files; 0 for none
 * @param canSeal whether sealing may use it
 * @param canStore whether finished sectors are kept there
 * @param primary whether it is the place to keep them, not a copy for sealing
 */
public record StoredCopy(
    String id, List<String> urls, long weight, boolean canSeal, boolean canStore, boolean primary) {
  static StoredCopy of(JsonNode json) {
    return Members.read(
        json,
        "StorageFindSector",
        members ->
            new StoredCopy(
                members.text("ID"),
                members.values("URLs", String.class),
                members.number("Weight"),
                members.flag("CanSeal"),
                members.flag("CanStore"),
                members.flag("Primary")));
  }
}
