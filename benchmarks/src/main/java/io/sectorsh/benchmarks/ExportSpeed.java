package io.sectorsh.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sectorsh.damocles.Damocles;
import io.sectorsh.filecoin.Address;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.lotus.repo.RepoActions;
import io.sectorsh.lotus.repo.RepoEdit;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.JournalPlace;
import io.sectorsh.migration.Migrations;
import io.sectorsh.migration.Mode;
import io.sectorsh.profile.Profile;
import io.sectorsh.scripts.MigrationOptions.Way;
import io.sectorsh.scripts.MigrationRunner;
import io.sectorsh.scripts.Report;
import io.sectorsh.scripts.chain.ChainFacts;
import io.sectorsh.scripts.chain.MessageLookup;
import io.sectorsh.scripts.export.ExportMetadata;
import io.sectorsh.scripts.export.ExportRequest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.fusesource.leveldbjni.JniDBFactory;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.Options;
import org.iq80.leveldb.WriteOptions;

/**
 * What {@code export metadata --apply} costs, from a manager over HTTP into a repository, journal
 * and checks included; beside it one LevelDB put with a sync for each sector, as lotus' own
 * datastore makes them. Arguments: a directory, how many sectors. To be run with -Xmx512m.
 */
public final class ExportSpeed {
  private static final Address MINER = Address.parse("f01000");
  private static final int PUTS = 2000;
  private static final int RECORD = 1100;

  private ExportSpeed() {}

  /** Runs it and prints what it took. */
  public static void main(String[] arguments) throws IOException {
    int sectors = Integer.parseInt(arguments[1]);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/rpc/v0", exchange -> answer(exchange, sectors));
    server.start();
    try (ScratchDirectory scratch = ScratchDirectory.in(arguments[0], "export")) {
      Path home = scratch.path();
      long start = System.nanoTime();
      Report report = export(home, "http://127.0.0.1:" + server.getAddress().getPort());
      double seconds = (System.nanoTime() - start) / 1e9;
      report.closing().forEach(System.out::println);
      double put = putsPerSecond(home.resolve("puts"));
      System.out.printf(
          "%,d sectors in %s: %,.0f a second; LevelDB put + sync: %,.0f a second; %.1f times%n",
          sectors,
          Duration.ofMillis((long) (seconds * 1000)),
          sectors / seconds,
          put,
          sectors / seconds / put);
    } finally {
      server.stop(0);
    }
  }

  private static Report export(Path home, String manager) throws IOException {
    Path repo = home.resolve("repo");
    Files.createDirectories(repo.resolve("keystore"));
    try (RepoEdit edit = RepoEdit.begin(LotusRepo.open(repo, new ChangeGuard(Mode.APPLY)))) {
      edit.put("/miner-address", MINER.toBytes());
      edit.commit();
    }
    ChangeGuard guard = new ChangeGuard(Mode.APPLY);
    Profile profile =
        new Profile(
            "speed",
            false,
            Optional.of(MINER),
            Optional.empty(),
            Optional.empty(),
            Optional.of(repo),
            Optional.of(manager),
            Optional.empty());
    Damocles damocles = new Damocles(profile, guard);
    try (Migrations migrations =
        new Migrations(
            JournalPlace.at(home.resolve("journal.db"), Map.of(), home),
            RepoActions.kinds(guard),
            guard)) {
      return new ExportMetadata(
              damocles::getSectors,
              () -> ChainFacts.UNKNOWN,
              MessageLookup.NONE,
              guard,
              MigrationRunner.unwatched(migrations))
          .run(
              new ExportRequest(
                  MINER, repo, OptionalLong.empty(), false, Optional.empty(), false, Way.APPLY));
    }
  }

  private static void answer(HttpExchange exchange, int sectors) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    int count = request.contains("offline") ? sectors : 0;
    byte[] before = "{\"jsonrpc\":\"2.0\",\"result\":[".getBytes(UTF_8);
    byte[] after =
        ("],\"id\":" + request.replaceAll("(?s).*\"id\":\\s*([0-9]+).*", "$1") + "}\n")
            .getBytes(UTF_8);
    exchange.sendResponseHeaders(200, before.length + statesLength(count) + after.length);
    try (OutputStream body = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
      body.write(before);
      for (int number = 0; number < count; number++) {
        writeState(body, number);
      }
      body.write(after);
    }
  }

  private static long statesLength(int count) {
    long digits = 0;
    for (int number = 0; number < count; number++) {
      digits += Integer.toString(number).length();
    }
    long commas = Math.max(0, count - 1);
    return commas + digits + (long) count * (BEFORE_NUMBER.length + AFTER_NUMBER.length);
  }

  /** A CC sector as damocles has it, but for its commitments, which are all the same. */
  private static void writeState(OutputStream body, int number) throws IOException {
    if (number > 0) {
      body.write(',');
    }
    body.write(BEFORE_NUMBER);
    body.write(Integer.toString(number).getBytes(UTF_8));
    body.write(AFTER_NUMBER);
  }

  private static double putsPerSecond(Path directory) throws IOException {
    byte[] record = new byte[RECORD];
    try (DB database = JniDBFactory.factory.open(directory.toFile(), new Options())) {
      WriteOptions synced = new WriteOptions().sync(true);
      long start = System.nanoTime();
      for (int number = 0; number < PUTS; number++) {
        database.put(("/sectors/" + number).getBytes(UTF_8), record, synced);
      }
      return PUTS / ((System.nanoTime() - start) / 1e9);
    }
  }

  private static final String PROOF = "qrWz".repeat(64);
  private static final String STATE =
      "{\"ID\":{\"Miner\":1000,\"Number\":NUMBER},\"SectorType\":8,\"Ticket\":{\"Ticket\":"
          + "\"xjY0AvmZ+m7800ZXZMze4OnmzrCy3HE3j7BYIjE05ak=\",\"Epoch\":19100},\"Seed\":{\"Seed\":"
          + "\"pKSCkb31olMA6hK88fb4CaXpXE7fSFpqq+78PDj2iUI=\",\"Epoch\":20010},\"Deals\":null,"
          + "\"Pieces\":null,\"Pre\":{\"CommR\":{\"/\":"
          + "\"bagboea4b5abcay4z7gdpoeglt466mj5oa5exqanpt47hlzqxf6i5enpq2b3wpzr6\"},\"CommD\":{\"/\":"
          + "\"baga6ea4seaqpy7usqklokfx2vxuynmupslkeutzexe2uqurdg5vhtebhxqmpqmy\"},\"Ticket\":"
          + "{\"Ticket\":\"xjY0AvmZ+m7800ZXZMze4OnmzrCy3HE3j7BYIjE05ak=\",\"Epoch\":19100}},"
          + "\"Proof\":{\"Proof\":\""
          + PROOF
          + "\"},\"MessageInfo\":{\"PreCommitCid\":{\"/\":"
          + "\"bafy2bzacedz3w5btfhkqhj44pc3s7qmkhlgdyxrj3glgme44athar2n2rhxn2\"},\"CommitCid\":{\"/\":"
          + "\"bafy2bzaced4jhswypbj2qpxudf2s6unxh7iidtbkja5y4yypyb5kct3fkz634\"},\"NeedSend\":false},"
          + "\"TerminateInfo\":{\"TerminateCid\":null,\"TerminatedAt\":0,\"AddedHeight\":0},"
          + "\"Finalized\":true,\"Removed\":false,\"AbortReason\":\"\",\"Upgraded\":false,"
          + "\"UpgradePublic\":null,\"UpgradedInfo\":null,\"UpgradeMessageID\":null,"
          + "\"UpgradeLandedEpoch\":null,\"Imported\":true,\"NeedRebuild\":false,"
          + "\"Unsealing\":false}";
  private static final byte[] BEFORE_NUMBER =
      STATE.substring(0, STATE.indexOf("NUMBER")).getBytes(UTF_8);
  private static final byte[] AFTER_NUMBER =
      STATE.substring(STATE.indexOf("NUMBER") + "NUMBER".length()).getBytes(UTF_8);
}
