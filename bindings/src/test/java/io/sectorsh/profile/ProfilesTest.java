package io.sectorsh.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProfilesTest {
  @TempDir Path home;

  private Profile load(Map<String, String> environment) {
    return Profiles.load(environment, home, Optional.empty());
  }

  private void config(String toml) throws IOException {
    Path file = Profiles.file(Map.of(), home);
    Files.createDirectories(file.getParent());
    Files.writeString(file, toml);
  }

  private Path repo(String name, String... files) throws IOException {
    Path repo = home.resolve(name);
    Files.createDirectories(repo.resolve("datastore"));
    for (int i = 0; i < files.length; i += 2) {
      Files.writeString(repo.resolve(files[i]), files[i + 1]);
    }
    return repo;
  }

  @Test
  void withoutAnythingNothingIsConfigured() {
    Optional<String> none = Optional.empty();
    assertEquals(
        new Profile(
            "default",
            false,
            Optional.empty(),
            none,
            none,
            Optional.empty(),
            none,
            Optional.empty()),
        load(Map.of()));
  }

  @Test
  void variablesWinOverRepositories() throws IOException {
    Path miner = repo("m", "api", "/ip4/1.2.3.4/tcp/5/http", "token", "from.repo.x");
    Profile profile =
        load(
            Map.of(
                "FULLNODE_API_INFO", "a.b.c:/ip4/127.0.0.1/tcp/1234/http",
                "MINER_API_INFO", " d.e.f:http://miner:2345 ",
                "LOTUS_MINER_PATH", miner.toString()));
    assertEquals(Optional.of("a.b.c:/ip4/127.0.0.1/tcp/1234/http"), profile.fullNodeApi());
    assertEquals(Optional.of("d.e.f:http://miner:2345"), profile.minerApi());
    assertEquals(Optional.of(miner), profile.lotusMinerRepo());
    assertFalse(profile.toString().contains("a.b.c"));
  }

  @Test
  void repositoriesTellAddressAndToken() throws IOException {
    repo(".lotusminer", "api", "/ip4/1.2.3.4/tcp/5/http", "token", "d.e.f\n");
    Path node = repo("node", "api", "/ip4/1.2.3.4/tcp/6/http\n", "token", "a.b.c");
    Profile profile = load(Map.of("LOTUS_PATH", "~/node"));
    assertEquals(Optional.of("d.e.f:/ip4/1.2.3.4/tcp/5/http"), profile.minerApi());
    assertEquals(Optional.of("a.b.c:/ip4/1.2.3.4/tcp/6/http"), profile.fullNodeApi());
    assertEquals(Optional.of(home.resolve(".lotusminer")), profile.lotusMinerRepo());
    assertTrue(Files.exists(node));
  }

  @Test
  void aStoppedDaemonIsExpectedAtItsUsualAddress() throws IOException {
    repo(".lotus", "token", "a.b.c");
    repo(".lotusminer");
    Profile profile = load(Map.of());
    assertEquals(Optional.of("a.b.c:/ip4/127.0.0.1/tcp/1234/http"), profile.fullNodeApi());
    assertEquals(Optional.of("/ip4/127.0.0.1/tcp/2345/http"), profile.minerApi());
  }

  @Test
  void aDirectoryThatIsNoRepositoryIsNotTakenForOne() throws IOException {
    Files.createDirectories(home.resolve(".lotusminer"));
    assertEquals(Optional.empty(), load(Map.of()).lotusMinerRepo());
  }

  @Test
  void aNamedProfileTakesAddressAndTokenFromTheRepositoriesThatItNames() throws IOException {
    Path node = Files.createDirectories(home.resolve("node"));
    Path miner = Files.createDirectories(home.resolve("miner"));
    Files.writeString(node.resolve("api"), "/ip4/10.0.0.1/tcp/1234/http");
    Files.writeString(node.resolve("token"), "N.o.de\n");
    Files.writeString(miner.resolve("token"), "M.in.er\n");
    config("default = 'a'\n[profile.a]\nlotus-repo = '~/node'\nlotus-miner-repo = '~/miner'\n");
    Profile profile = load(Map.of("FULLNODE_API_INFO", "left.over:/ip4/127.0.0.1/tcp/1/http"));
    assertEquals(Optional.of("N.o.de:/ip4/10.0.0.1/tcp/1234/http"), profile.fullNodeApi());
    assertEquals(Optional.of("M.in.er:/ip4/127.0.0.1/tcp/2345/http"), profile.minerApi());
  }

  @Test
  void damoclesHomesAreFoundUnderAllTheirNames() throws IOException {
    Files.createDirectories(home.resolve(".venus-sector-manager"));
    assertEquals(Optional.of(home.resolve(".venus-sector-manager")), load(Map.of()).damoclesHome());
    Files.createDirectories(home.resolve(".damocles-manager"));
    Profile profile = load(Map.of());
    assertEquals(Optional.of(home.resolve(".damocles-manager")), profile.damoclesHome());
    assertEquals(Optional.of("http://127.0.0.1:1789"), profile.damoclesApi());
    for (String variable : List.of("DAMOCLES_PATH", "VENUS_SECTOR_MANAGER_PATH", "VSM_PATH")) {
      assertEquals(
          Optional.of(Path.of("/srv/damocles")),
          load(Map.of(variable, "/srv/damocles")).damoclesHome());
    }
  }

  @Test
  void readsANamedProfileAndTakesNothingFromTheEnvironment() throws IOException {
    config(
        """
        default = "main"
        [profile.main]
        production = true
        miner = "f04079"
        full-node-api = "a.b.c:http://node:1234"
        lotus-miner-repo = "~/miner"
        damocles-home = "/srv/damocles"
        [profile.test]
        damocles-api = "http://manager:1789"
        """);
    Map<String, String> environment = Map.of("MINER_API_INFO", "x.y.z:http://other:2345");
    Profile main = load(environment);
    assertEquals("main", main.name());
    assertTrue(main.production());
    assertEquals(Optional.of(Address.parse("f04079")), main.miner());
    assertEquals(Optional.of("a.b.c:http://node:1234"), main.fullNodeApi());
    assertEquals(Optional.of(home.resolve("miner")), main.lotusMinerRepo());
    assertEquals(Optional.of("/ip4/127.0.0.1/tcp/2345/http"), main.minerApi());
    assertEquals(Optional.of("http://127.0.0.1:1789"), main.damoclesApi());
    Profile test = Profiles.load(environment, home, Optional.of("test"));
    assertEquals(Optional.of("http://manager:1789"), test.damoclesApi());
    assertEquals(Optional.empty(), test.minerApi());
    assertEquals(List.of("main", "test"), Profiles.names(Map.of(), home));
    assertEquals(
        Optional.of("x.y.z:http://other:2345"),
        Profiles.load(environment, home, Optional.of(Profiles.ENVIRONMENT)).minerApi());
  }

  @Test
  void aMissingProfileNamesThoseThatAreThere() throws IOException {
    config("[profile.main]\n[profile.test]\n");
    OperatorException failure =
        assertThrows(
            OperatorException.class, () -> Profiles.load(Map.of(), home, Optional.of("mian")));
    assertEquals(ErrorCode.NOT_CONFIGURED, failure.code());
    assertEquals("Choose one of main, test.", failure.next());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | this is not TOML | default = SECRET",
        "2 | this is not TOML | [profile.a];miner-api = \"SECRET",
        "3 | this is not TOML | [profile.a];miner = 'f01';miner = 'f02'",
        "3 | unknown key profile.a.minner | [profile.a];production=true;minner = 'f01'",
        "1 | unknown key profiles | [profiles.a];miner = 'f01'",
        "4 | unknown key profile.b.x | [profile.a];miner = 'f01';[profile.b];x = 1",
        "2 | production must be true or false | [profile.a];production = 'yes'",
        "2 | miner must be an address such as f01000 | [profile.a];miner = '1000'",
        "2 | miner-api must be a text in quotes | [profile.a];miner-api = 7",
        "1 | default must be the name of a profile in quotes | default = 1",
        "1 | profile must be a table, as in [profile.main] | profile = 1",
      })
  void mistakesAreShownWithTheirLine(int line, String what, String toml) throws IOException {
    config(toml.replace(';', '\n'));
    OperatorException failure = assertThrows(OperatorException.class, () -> load(Map.of()));
    assertEquals(ErrorCode.BAD_VALUE, failure.code());
    assertEquals(what, failure.what());
    assertEquals(Profiles.file(Map.of(), home) + " line " + line, failure.where());
    assertFalse(failure.toString().contains("SECRET"));
  }

  @Test
  void theFileLiesWhereXdgSays() {
    assertEquals(
        Path.of("/etc/x/sectorsh/config.toml"),
        Profiles.file(Map.of("XDG_CONFIG_HOME", "/etc/x"), home));
  }

  @Test
  void anyTextIsAProfileFileOrRefused() throws IOException {
    String good =
        "default = \"a\"\n[profile.a]\nproduction = true\nminer = 'f01000'\n"
            + "damocles-home = \"~/d\"\n";
    String letters = "[]=.\"'\\\n ~#{}a1-:TZ+\u0000\u00e9";
    Random random = new Random(5);
    int trials = Boolean.getBoolean("long.trials") ? 200_000 : 2_000;
    for (int trial = 0; trial < trials; trial++) {
      StringBuilder text = new StringBuilder(good);
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        int at = random.nextInt(text.length());
        text.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
      }
      config(text.toString());
      try {
        load(Map.of());
      } catch (OperatorException refused) {
        assertTrue(
            refused.code() == ErrorCode.BAD_VALUE || refused.code() == ErrorCode.NOT_CONFIGURED,
            refused.toString());
      }
    }
  }
}
