package io.sectorsh.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.lab.files.DirectoryTree;
import io.sectorsh.lab.population.SeededBytes;
import io.sectorsh.lab.transport.GoJson;
import io.sectorsh.profile.EmbeddedSystems.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeterminismTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-06-01T12:00:10Z"), ZoneOffset.UTC);
  private static final Set<String> RANDOM =
      Set.of(
          "token",
          "api",
          "MF2XI2BNNJ3XILLQOJUXMYLUMU",
          "NRUWE4BSOAWWQ33TOQ",
          "sector-manager.cfg",
          "ports.json",
          "damocles-worker.toml");

  @TempDir Path parent;

  /** All files, by path, with the hash of their content; and what the daemons answer. */
  private Map<String, String> everything(long seed) throws IOException {
    Path directory = parent.resolve("lab");
    try (Running lab = new Lab(NOON).start(Optional.of(directory), seed)) {
      Map<String, String> all = new TreeMap<>();
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.toList()) {
          all.put(directory.relativize(file).toString(), content(file));
        }
      }
      RpcClient node = RpcClient.node(lab.profile());
      RpcClient miner = RpcClient.miner(lab.profile());
      RpcClient manager = RpcClient.manager(lab.profile());
      JsonNode none = GoJson.first("null".getBytes()).orElseThrow();
      all.put("head", node.call("ChainHead").toString());
      all.put("sectors", node.call("StateMinerSectors", "t04079", none, none).toString());
      all.put("power", node.call("StateMinerPower", "t04079", none).toString());
      all.put("deadline", node.call("StateMinerProvingDeadline", "t04079", none).toString());
      all.put("summary", miner.call("SectorsSummary").toString());
      all.put("status", miner.call("SectorsStatus", firstNumber(miner), true).toString());
      all.put("storage", miner.call("StorageList").toString());
      all.put("stores", manager.call("StoreList").toString());
      all.put(
          "workers",
          manager.call("WorkerPingInfoList").toString().replaceAll("(127.0.0.1):[0-9]+", "$1"));
      all.put("online", manager.call("ListSectors", "online", 0).toString());
      all.put("offline", manager.call("ListSectors", "offline", 0).toString());
      return all;
    } finally {
      DirectoryTree.delete(directory);
    }
  }

  private static long firstNumber(RpcClient miner) {
    return miner.call("SectorsList").get(0).asLong();
  }

  private static String content(Path file) throws IOException {
    if (Files.isDirectory(file) || RANDOM.contains(file.getFileName().toString())) {
      return "";
    }
    MessageDigest sha256 = SeededBytes.sha256();
    return HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(file)));
  }

  @Test
  void theSameSeedMakesTheSameFilesAndAnswers() throws IOException {
    assertEquals(everything(11), everything(11));
  }

  @Test
  void anotherSeedMakesOthers() throws IOException {
    Map<String, String> one = everything(11);
    Map<String, String> other = everything(12);
    for (String part : new String[] {"head", "sectors", "online", "offline"}) {
      assertNotEquals(one.get(part), other.get(part), part);
    }
    assertNotEquals(one.keySet(), other.keySet());
  }

  @Test
  void twoLabsAtOnceDoNotDisturbEachOther() {
    try (Running one = new Lab(NOON).start(Optional.empty(), 1);
        Running other = new Lab(NOON).start(Optional.empty(), 1)) {
      JsonNode states = RpcClient.manager(other.profile()).call("ListSectors", "online", 0);
      JsonNode first = RpcClient.manager(one.profile()).call("ListSectors", "online", 0).get(0);
      RpcClient.manager(one.profile())
          .call(
              "ImportSector",
              "online",
              ((com.fasterxml.jackson.databind.node.ObjectNode) first).put("AbortReason", "x"),
              true);
      assertEquals(states, RpcClient.manager(other.profile()).call("ListSectors", "online", 0));
      assertNotEquals(one.profile().minerApi(), other.profile().minerApi());
      assertNotEquals(one.profile().lotusMinerRepo(), other.profile().lotusMinerRepo());
    }
  }
}
