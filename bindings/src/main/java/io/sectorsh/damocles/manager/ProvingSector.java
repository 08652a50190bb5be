package io.sectorsh.damocles.manager;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.jsonrpc.Members;
import io.sectorsh.lotus.chain.OnChainSector;
import java.nio.file.Path;

/**
 * A sector that is on chain and the files that the manager would prove it with: those of the
 * upgrade if it was upgraded.
 *
 * @param onChain as the chain has it
 * @param stores which stores they are in
 * @param cacheDir on the manager's host
 * @param sealedFile on the manager's host
 */
public record ProvingSector(
    OnChainSector onChain, IndexedFiles stores, Path cacheDir, Path sealedFile) {

  static ProvingSector of(Members members) {
    Members files = required(members, "Private");
    return new ProvingSector(
        OnChainSector.of(members.value("OnChain", JsonNode.class)),
        IndexedFiles.access(required(files, "Accesses")),
        Path.of(files.text("CacheDirPath")),
        Path.of(files.text("SealedSectorPath")));
  }

  private static Members required(Members members, String name) {
    return members
        .object(name, inner -> inner)
        .orElseThrow(() -> new IllegalArgumentException("without " + name));
  }
}
