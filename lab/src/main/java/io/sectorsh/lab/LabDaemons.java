package io.sectorsh.lab;

import io.sectorsh.lab.chain.Actors;
import io.sectorsh.lab.chain.DealMethods;
import io.sectorsh.lab.chain.HeadFeed;
import io.sectorsh.lab.chain.MessageBook;
import io.sectorsh.lab.chain.MessageMethods;
import io.sectorsh.lab.chain.MinerStateMethods;
import io.sectorsh.lab.chain.NodeMethods;
import io.sectorsh.lab.chain.SimulatedChain;
import io.sectorsh.lab.chain.TipSets;
import io.sectorsh.lab.damocles.DamoclesFiles;
import io.sectorsh.lab.damocles.DamoclesStates;
import io.sectorsh.lab.damocles.DamoclesWorkers;
import io.sectorsh.lab.damocles.ManagerReads;
import io.sectorsh.lab.damocles.ManagerSealing;
import io.sectorsh.lab.damocles.ManagerStorage;
import io.sectorsh.lab.damocles.ManagerWrites;
import io.sectorsh.lab.damocles.UnsealDesk;
import io.sectorsh.lab.files.StoreLayout;
import io.sectorsh.lab.incident.Daemon;
import io.sectorsh.lab.lotus.HeldLocks;
import io.sectorsh.lab.lotus.LotusFiles;
import io.sectorsh.lab.lotus.LotusKeys;
import io.sectorsh.lab.lotus.LotusValues;
import io.sectorsh.lab.lotus.MinerMethods;
import io.sectorsh.lab.lotus.MinerPaths;
import io.sectorsh.lab.lotus.MinerRecoveries;
import io.sectorsh.lab.lotus.MinerStorageMethods;
import io.sectorsh.lab.lotus.MinerWrites;
import io.sectorsh.lab.lotus.NumberMethods;
import io.sectorsh.lab.transport.DamoclesTransport;
import io.sectorsh.lab.transport.JsonWebTokens;
import io.sectorsh.lab.transport.LoopbackServer;
import io.sectorsh.lab.transport.LotusTransport;
import io.sectorsh.lab.transport.Permission;
import io.sectorsh.lab.transport.PieceProxy;
import io.sectorsh.lab.transport.RpcSocket;
import io.sectorsh.lab.transport.RpcTable;
import io.sectorsh.lab.transport.SocketDoor;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The daemons of a lab and how to reach them. */
final class LabDaemons {
  private final LabWorld world;
  private final Deque<AutoCloseable> parts;
  private final KeptPorts ports;
  private final Actors actors;
  private final TipSets tipSets;
  private final JsonWebTokens nodeTokens = new JsonWebTokens(LotusKeys.random(32));
  private final MessageBook book;
  private String minerApi = "";
  private int nodePort;
  private int managerPort;

  /**
   * @param parts what {@link #start} starts is put in front, to be closed in that order
   */
  LabDaemons(LabWorld world, Deque<AutoCloseable> parts) throws IOException {
    this.world = world;
    this.ports = KeptPorts.of(world.layout().root());
    this.parts = parts;
    this.actors = new Actors(world.seeded(), world.chain().conditions());
    this.book = new MessageBook(world.chain(), world.seeded());
    this.tipSets =
        new TipSets(
            world.chain().clock(), world.seeded(), Actors.miner(), world.chain().conditions());
  }

  void start() throws IOException {
    boolean minerRuns = world.scenario().minerRuns();
    parts.addFirst(
        minerRuns
            ? HeldLocks.take(world.layout().lotusRepo())
            : HeldLocks.ofLab(world.layout().root()));
    startNode();
    if (minerRuns) {
      startMiner();
    }
    startManager();
    ports.save();
  }

  private void startNode() throws IOException {
    SimulatedChain chain = world.chain();
    RpcTable table = new RpcTable("Filecoin");
    new NodeMethods(chain.clock(), world.seeded(), actors, tipSets, landedMessages(), book)
        .addTo(table, nodeTokens);
    new MessageMethods(book, actors, tipSets).addTo(table);
    new MinerStateMethods(chain, actors, tipSets, world.seeded(), book).addTo(table);
    new DealMethods(world.population()).addTo(table);
    table.offerDiscovery("Lotus RPC API");
    LotusTransport transport = new LotusTransport(table, Set.of("/rpc/v0", "/rpc/v1"), nodeTokens);
    LoopbackServer server = LoopbackServer.start("lotus", transport);
    keep(Daemon.NODE, server);
    RpcSocket sockets =
        new RpcSocket(
            transport, Map.of("Filecoin.ChainNotify", HeadFeed.source(chain.clock(), tipSets)));
    SocketDoor door = SocketDoor.open("lotus", ports.last("lotus"), server.port(), sockets);
    keep(Daemon.NODE, door);
    nodePort = door.port();
    ports.keep("lotus", nodePort);
  }

  /** Messages of both sealers; those of damocles are known under the messager's ids only. */
  private Map<String, Long> landedMessages() {
    Map<String, Long> landed = new HashMap<>();
    LotusValues values = new LotusValues(world.seeded());
    world.population().all().forEach(sector -> landed.putAll(values.landed(sector)));
    return landed;
  }

  private void startMiner() throws IOException {
    StoreLayout layout = world.layout();
    SimulatedChain chain = world.chain();
    JsonWebTokens tokens = new JsonWebTokens(LotusKeys.tokenSecret(layout.lotusRepo()));
    RpcTable table = new RpcTable("Filecoin");
    LotusRepo repo = LotusRepo.open(layout.lotusRepo());
    MinerPaths paths = new MinerPaths(layout, world.seeded());
    paths.addTo(table);
    new MinerMethods(repo, chain, world.seeded(), tipSets).addTo(table, tokens);
    new MinerWrites(repo, paths, chain, world.seeded()).addTo(table);
    new NumberMethods(repo, chain).addTo(table);
    new MinerRecoveries(repo, book).addTo(table);
    table.offerDiscovery("Lotus Miner RPC API");
    LoopbackServer server =
        LoopbackServer.start(
            "lotus-miner",
            ports.last("lotus-miner"),
            new LotusTransport(table, Set.of("/rpc/v0"), tokens));
    ports.keep("lotus-miner", server.port());
    keep(Daemon.MINER, server);
    new MinerStorageMethods(paths, world.seeded(), chain, server.port()).addTo(table);
    String token = tokens.issue(Permission.ADMIN);
    LotusFiles.writeApi(layout.lotusRepo(), server.port(), token);
    parts.addFirst(() -> Files.deleteIfExists(layout.lotusRepo().resolve("api")));
    minerApi = token + ":" + multiaddress(server.port()) + "/http";
  }

  private void startManager() throws IOException {
    DamoclesStates states = new DamoclesStates(world.layout().damoclesStates());
    states.load();
    DamoclesWorkers workers =
        new DamoclesWorkers(
            world.chain().clock(),
            states,
            world.layout(),
            world.population(),
            world.scene().jobs().workersSilent());
    RpcTable table = new RpcTable("Venus");
    new ManagerReads(states, workers, world.layout()).addTo(table);
    world.scene().jobs().addTo(table);
    ManagerStorage storage = new ManagerStorage(world.layout(), world.chain(), states);
    storage.addTo(table);
    new ManagerSealing(states, storage, world.seeded()).addTo(table);
    new ManagerWrites(states, workers, world.chain(), world.layout(), world.seeded()).addTo(table);
    DamoclesTransport transport = new DamoclesTransport(table, pieces(), workers::advance);
    LoopbackServer server = LoopbackServer.start("damocles", transport);
    keep(Daemon.MANAGER, server);
    RpcSocket sockets =
        new RpcSocket(
            transport, Map.of("Venus.UnsealPiece", new UnsealDesk(states, world.population())));
    SocketDoor door = SocketDoor.open("damocles", ports.last("damocles"), server.port(), sockets);
    keep(Daemon.MANAGER, door);
    managerPort = door.port();
    ports.keep("damocles", managerPort);
    workers.listen(world.layout(), managerPort, ports::last, ports::keep).forEach(parts::addFirst);
    DamoclesFiles.writeConfig(world.layout(), nodePort);
  }

  private PieceProxy pieces() throws IOException {
    LoopbackServer market = PieceProxy.emptyMarket(ports.last("market"));
    parts.addFirst(market);
    ports.keep("market", market.port());
    return new PieceProxy(world.layout().pieces(), "http://127.0.0.1:" + market.port());
  }

  /** A daemon that is down keeps its address: nothing listens there. */
  private void keep(Daemon daemon, LoopbackServer server) {
    if (world.incident().down().contains(daemon)) {
      server.close();
    } else {
      parts.addFirst(server);
    }
  }

  private void keep(Daemon daemon, SocketDoor door) throws IOException {
    if (world.incident().down().contains(daemon)) {
      door.close();
    } else {
      parts.addFirst(door);
    }
  }

  Profile profile() {
    return new Profile(
        "lab",
        false,
        Optional.of(Actors.miner()),
        Optional.of(nodeTokens.issue(Permission.ADMIN) + ":" + multiaddress(nodePort) + "/http"),
        Optional.of(minerApi).filter(api -> !api.isEmpty()),
        Optional.of(world.layout().lotusRepo()),
        Optional.of("http://127.0.0.1:" + managerPort),
        Optional.of(world.layout().damoclesHome()));
  }

  private static String multiaddress(int port) {
    return "/ip4/127.0.0.1/tcp/" + port;
  }

  String describe() {
    StoreLayout layout = world.layout();
    return "lab: miner %s on 127.0.0.1: lotus :%d, lotus-miner %s, damocles :%d; repos %s (%s)"
            .formatted(
                Actors.miner(),
                nodePort,
                minerApi.isEmpty() ? "stopped" : minerApi.replaceAll(".*/tcp/(\\d+)/http", ":$1"),
                managerPort,
                layout.lotusRepo(),
                minerApi.isEmpty() ? "new, stopped" : "running")
        + " and %s (new, stopped); stores in %s"
            .formatted(layout.newLotusRepo(), layout.store("store-a").getParent());
  }
}
