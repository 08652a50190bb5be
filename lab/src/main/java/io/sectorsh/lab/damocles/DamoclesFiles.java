package io.sectorsh.lab.damocles;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.lab.files.SectorFiles;
import io.sectorsh.lab.files.StoreLayout;
import io.sectorsh.lab.population.DamoclesShape;
import io.sectorsh.lab.population.PlannedPiece;
import io.sectorsh.lab.population.PlannedSector;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.population.SeededBytes;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.replica.Fr32;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes damocles' side of a new lab: its stores, its home, its sector states. */
public final class DamoclesFiles {
  private final StoreLayout layout;
  private final Population population;
  private final SeededBytes seeded;

  /** The files of a new lab; nothing is written yet. */
  public DamoclesFiles(StoreLayout layout, Population population, SeededBytes seeded) {
    this.layout = layout;
    this.population = population;
    this.seeded = seeded;
  }

  /** Writes stores, sector files and states. */
  public void write() throws IOException {
    for (String store : StoreLayout.STORES) {
      new SectorFiles(layout.store(store))
          .createDirectories("sealed", "cache", "update", "update-cache");
      Files.write(
          layout.store(store).resolve("sectorstore.json"), GoJson.indented(storeConfig(store)));
    }
    Files.createDirectories(layout.pieces());
    if (population.isWithFiles()) {
      writeSectors();
      writePieces();
    }
    Files.createDirectories(layout.damoclesHome());
    states().save();
  }

  private void writeSectors() throws IOException {
    for (PlannedSector<DamoclesShape> sector : population.damocles()) {
      Path store = layout.store(StoreLayout.storeOf(sector.number()));
      new SectorFiles(store).write(sector, false);
    }
  }

  /** Most clients' data are still in the piece store; those of each fourth number are gone. */
  private void writePieces() throws IOException {
    for (PlannedSector<DamoclesShape> sector : population.damocles()) {
      for (PlannedPiece piece : sector.pieces()) {
        if (piece.isDeal() && sector.number() % 4 != 3) {
          byte[] payload = Arrays.copyOf(Fr32.unpad(piece.data()), (int) piece.payloadSize());
          Files.write(layout.pieces().resolve(piece.cid().toString()), payload);
        }
      }
    }
  }

  private ObjectNode storeConfig(String name) {
    ObjectNode json = GoJson.object();
    json.put("ID", seeded.uuid("store " + name)).put("Name", name).put("Path", "");
    json.putNull("Meta").put("Strict", false).put("ReadOnly", false).put("Weight", 10);
    json.putArray("AllowMiners").add(Population.MINER);
    json.putArray("DenyMiners");
    return json.put("Plugin", "").put("PluginName", "");
  }

  private DamoclesStates states() {
    DamoclesStates states = new DamoclesStates(layout.damoclesStates());
    DamoclesStateJson json = new DamoclesStateJson(seeded);
    for (PlannedSector<DamoclesShape> sector : population.damocles()) {
      String store = sector.shape().isOnline() ? DamoclesStates.ONLINE : DamoclesStates.OFFLINE;
      states.place(store, json.write(sector));
    }
    return states;
  }

  static Path config(StoreLayout layout) {
    return layout.damoclesHome().resolve("sector-manager.cfg");
  }

  /**
   * The manager's configuration names the chain's address: a new one is written, in one that is
   * there only the address is changed.
   */
  public static void writeConfig(StoreLayout layout, int chainPort) throws IOException {
    Path file = config(layout);
    String content =
        Files.exists(file)
            ? Files.readString(file).replaceAll("/ip4/127.0.0.1/tcp/\\d+", address(chainPort))
            : newConfig(layout, chainPort);
    Files.writeString(file, content);
  }

  private static String address(int port) {
    return "/ip4/127.0.0.1/tcp/" + port;
  }

  private static String newConfig(StoreLayout layout, int chainPort) {
    StringBuilder toml = new StringBuilder();
    toml.append("[Common.API]\n");
    String chain = '"' + address(chainPort) + '"';
    toml.append("Chain = ").append(chain).append('\n');
    toml.append("Gateway = [").append(chain).append("]\n");
    toml.append("ChainEventInterval = \"30s\"\n");
    for (String store : StoreLayout.STORES) {
      toml.append("[[Common.PersistStores]]\n");
      toml.append("Name = \"").append(store).append("\"\n");
      toml.append("Path = \"").append(layout.store(store)).append("\"\n");
      toml.append("Strict = false\nReadOnly = false\nWeight = 10\n");
      toml.append("AllowMiners = [").append(Population.MINER).append("]\n");
    }
    toml.append("[[Common.PieceStores]]\nName = \"pieces\"\n");
    toml.append("Path = \"").append(layout.pieces()).append("\"\n");
    toml.append("[Common.DB]\nDriver = \"badger\"\n");
    toml.append("[[Miners]]\nActor = ").append(Population.MINER).append('\n');
    toml.append("[Miners.Sector]\nInitNumber = 0\nMaxNumber = 1000000\nEnabled = true\n");
    toml.append("EnableDeals = true\nLifetimeDays = 540\n");
    toml.append("[Miners.SnapUp]\nEnabled = true\nSenders = [\"t0101\"]\n");
    toml.append("[Miners.PoSt]\nSenders = [\"t0102\"]\nEnabled = true\nStrictCheck = true\n");
    return toml.toString();
  }
}
