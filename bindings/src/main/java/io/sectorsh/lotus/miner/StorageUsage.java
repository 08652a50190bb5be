package io.sectorsh.lotus.miner;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.jsonrpc.Members;

/**
 * How full a storage path is, in bytes (StorageStat).
 *
 * @param capacity of the file system
 * @param available to lotus
 * @param fileSystemAvailable on the file system
 * @param reserved promised to work that goes on
 * @param most that lotus may use; 0 for no limit
 * @param used by lotus; 0 if it has no limit
 */
public record StorageUsage(
    long capacity, long available, long fileSystemAvailable, long reserved, long most, long used) {
  static StorageUsage of(JsonNode json) {
    return Members.read(
        json,
        "StorageStat",
        members ->
            new StorageUsage(
                members.number("Capacity"),
                members.number("Available"),
                members.number("FSAvailable"),
                members.number("Reserved"),
                members.number("Max"),
                members.number("Used")));
  }
}
