package io.sectorsh.lab;

import io.sectorsh.profile.Profile;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The daemons of a lab and how to reach them. */
final class LabDaemons {
  private final LabWorld world;
  private final Deque<AutoCloseable> parts;
  private final Actors actors;
  private final JsonWebTokens nodeTokens = new JsonWebTokens(secret());
  private int nodePort;
  private int managerPort;

  /**
   * @param parts what {@link #start} starts is put in front, to be closed in that order
   */
  LabDaemons(LabWorld world, Deque<AutoCloseable> parts) {
    this.world = world;
    this.parts = parts;
    this.actors = new Actors(world.seeded());
  }

  private static byte[] secret() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return secret;
  }

  void start() throws IOException {
    startNode();
    startManager();
  }

  private void startNode() throws IOException {
    SimulatedChain chain = world.chain();
    TipSets tipSets = new TipSets(chain.clock(), world.seeded(), Actors.miner());
    RpcTable table = new RpcTable("Filecoin");
    new NodeMethods(chain.clock(), world.seeded(), actors, tipSets, Map.of())
        .addTo(table, nodeTokens);
    new MinerStateMethods(chain, actors, tipSets, world.seeded()).addTo(table);
    LoopbackServer server =
        LoopbackServer.start(
            "lotus", new LotusTransport(table, Set.of("/rpc/v0", "/rpc/v1"), nodeTokens));
    parts.addFirst(server);
    nodePort = server.port();
  }

  private void startManager() throws IOException {
    DamoclesStates states = new DamoclesStates(world.layout().damoclesStates());
    states.load();
    DamoclesWorkers workers = new DamoclesWorkers(world.chain().clock());
    RpcTable table = new RpcTable("Venus");
    new ManagerReads(states, workers).addTo(table);
    new ManagerStorage(world.layout(), world.chain(), states).addTo(table);
    new ManagerWrites(states, workers, world.chain(), world.layout(), world.seeded()).addTo(table);
    LoopbackServer server = LoopbackServer.start("damocles", new DamoclesTransport(table));
    parts.addFirst(server);
    managerPort = server.port();
    DamoclesFiles.writeConfig(world.layout(), nodePort);
  }

  Profile profile() {
    return new Profile(
        "lab",
        false,
        Optional.of(Actors.miner()),
        Optional.of(nodeTokens.issue(Permission.ADMIN) + ":" + multiaddress(nodePort) + "/http"),
        Optional.empty(),
        Optional.empty(),
        Optional.of("http://127.0.0.1:" + managerPort),
        Optional.of(world.layout().damoclesHome()));
  }

  private static String multiaddress(int port) {
    return "/ip4/127.0.0.1/tcp/" + port;
  }

  String describe() {
    return "lab: miner %s in %s; lotus :%d, damocles :%d on 127.0.0.1; stores %s"
        .formatted(
            Actors.miner(),
            world.layout().root(),
            nodePort,
            managerPort,
            String.join(", ", StoreLayout.STORES));
  }
}
