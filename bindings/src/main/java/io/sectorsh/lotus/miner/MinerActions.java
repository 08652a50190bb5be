package io.sectorsh.lotus.miner;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.migration.ActionKinds;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Reads the changes of a plan back that go through lotus-miner's API. */
public final class MinerActions {
  private MinerActions() {}

  /**
   * The kinds.
   *
   * @param miners finds the daemon at an address, with its token
   */
  public static ActionKinds kinds(Function<String, LotusMiner> miners) {
    Function<ObjectNode, LotusMiner> miner = json -> miners.apply(json.path("api").asText());
    ActionKinds kinds =
        ActionKinds.none()
            .with(
                ReservationAction.KIND,
                json ->
                    new ReservationAction(
                        miner.apply(json),
                        json.path("name").asText(),
                        Optional.ofNullable(json.path("numbers").textValue())
                            .map(SectorNumbers::parse),
                        json.path("force").asBoolean()))
            .with(RedeclareAction.KIND, json -> RedeclareAction.read(miner.apply(json), json))
            .with(StoragePathAction.ATTACH, json -> path(miner.apply(json), json, true))
            .with(StoragePathAction.DETACH, json -> path(miner.apply(json), json, false));
    for (MinerCommand command : MinerCommand.values()) {
      kinds =
          kinds.with(
              command.kind(),
              json ->
                  new MinerSectorAction(
                      miner.apply(json),
                      command,
                      json.path("number").asLong(),
                      json.path("state").asText()));
    }
    return kinds;
  }

  private static StoragePathAction path(LotusMiner miner, ObjectNode json, boolean attach) {
    return new StoragePathAction(miner, Path.of(json.path("directory").asText()), attach);
  }
}
