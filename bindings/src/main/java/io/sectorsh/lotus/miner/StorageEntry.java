package io.sectorsh.lotus.miner;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.jsonrpc.Members;
import java.util.List;

/**
 * A storage path as lotus-miner's index knows it (StorageInfo).
 *
 * @param id its UUID
 * @param urls where it is served
 * @param weight share of new files; 0 for none
 * @param maxStorage bytes; 0 for no limit
 * @param canSeal whether sealing may use it
 * @param canStore whether finished sectors are kept there
 * @param allowTypes kinds of files that may be there; empty for any
 * @param denyTypes kinds of files that may not
 */
public record StorageEntry(
    String id,
    List<String> urls,
    long weight,
    long maxStorage,
    boolean canSeal,
    boolean canStore,
    List<String> allowTypes,
    List<String> denyTypes) {
  static StorageEntry of(JsonNode json) {
    return Members.read(
        json,
        "StorageInfo",
        members ->
            new StorageEntry(
                members.text("ID"),
                members.values("URLs", String.class),
                members.number("Weight"),
                members.number("MaxStorage"),
                members.flag("CanSeal"),
                members.flag("CanStore"),
                members.values("AllowTypes", String.class),
                members.values("DenyTypes", String.class)));
  }
}
