package io.sectorsh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sectorsh.damocles.manager.DamoclesManager;
import io.sectorsh.damocles.worker.DamoclesWorker;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.jsonrpc.ReplayServer;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcService;
import io.sectorsh.lotus.chain.LotusNode;
import io.sectorsh.lotus.miner.LotusMiner;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.RefusedException;
import io.sectorsh.migration.Trial;
import io.sectorsh.rows.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every public method that talks to a daemon, found by reflection, is called in a sandbox of a
 * session that may change everything: only what an observing session sends as well is sent.
 */
final class SandboxedCallsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A system, and some of the methods that change it. */
  enum Daemon {
    MINER(RpcService.MINER, LotusMiner::new, "SectorRemove SectorsUpdate StorageAddLocal"),
    NODE(
        RpcService.NODE,
        (at, guard) -> new LotusNode(List.of(at), () -> Address.parse("t01000"), guard),
        "MpoolPush"),
    MANAGER(RpcService.DAMOCLES, DamoclesManager::new, "RemoveSector SectorSetForRebuild"),
    WORKER(RpcService.WORKER, DamoclesWorker::new, "WorkerPause WorkerSetEnv");

    private final RpcService service;
    private final BiFunction<RpcEndpoint, ChangeGuard, Object> make;
    private final Set<String> changing;

    Daemon(RpcService service, BiFunction<RpcEndpoint, ChangeGuard, Object> make, String changing) {
      this.service = service;
      this.make = make;
      this.changing = Set.of(changing.split(" "));
    }
  }

  @ParameterizedTest
  @EnumSource
  void inASandboxNothingIsSentThatChangesSomething(Daemon daemon) {
    Set<String> observing = sent(daemon, new ChangeGuard(Mode.OBSERVE), false);
    Set<String> changing = sent(daemon, new ChangeGuard(Mode.APPLY), false);
    changing.removeAll(observing);
    assertTrue(changing.containsAll(daemon.changing), changing.toString());
    Set<String> tried = sent(daemon, new ChangeGuard(Mode.APPLY), true);
    tried.removeAll(observing);
    assertEquals(Set.of(), tried);
  }

  /** What is no action cannot be undone by a journal, so that a person has to want it by name. */
  @ParameterizedTest
  @EnumSource
  void whereNobodyConfirmsItNothingIsSentThatHasNoOpposite(Daemon daemon) {
    Set<String> observing = sent(daemon, new ChangeGuard(Mode.OBSERVE), false);
    ChangeGuard guard = new ChangeGuard(Mode.APPLY);
    Set<String> asked = new TreeSet<>();
    guard.setRunner(action -> {});
    guard.setConfirmer(
        change -> {
          asked.addAll(List.of(change.split(" ")));
          throw new RefusedException("refused: " + change, "");
        });
    Set<String> sent = sent(daemon, guard, false);
    sent.removeAll(observing);
    Set<String> opposites =
        switch (daemon) {
          case WORKER -> Set.of("WorkerPause", "WorkerResume");
          case MANAGER -> Set.of(""); // A piece is unsealed into a new file, by no method's name.
          case MINER, NODE -> Set.of();
        };
    assertEquals(opposites, sent);
    assertTrue(asked.containsAll(daemon.changing), asked.toString());
  }

  private static Set<String> sent(Daemon daemon, ChangeGuard guard, boolean sandbox) {
    try (ReplayServer server = new ReplayServer(SandboxedCallsTest::answer)) {
      RpcEndpoint endpoint = RpcEndpoint.parse(server.url(), daemon.service);
      Object system = daemon.make.apply(endpoint, guard);
      Runnable all = () -> callAll(system, daemon, new HashSet<>());
      if (sandbox) {
        Trial.of(guard, recorder -> all.run());
      } else {
        all.run();
      }
      Set<String> methods = new TreeSet<>();
      for (ReplayServer.Asked asked : server.asked()) {
        String method = JSON.readTree(asked.body()).path("method").asText();
        methods.add(method.substring(method.indexOf('.') + 1));
      }
      return methods;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Sectors exist, so that what looks one up before it changes it goes on. */
  private static ReplayServer.Answered answer(ReplayServer.Asked asked) {
    try {
      String method = JSON.readTree(asked.body()).path("method").asText();
      String result =
          switch (method) {
            case "Filecoin.SectorsStatus" ->
                "\"result\":{\"SectorID\":7,\"State\":\"Proving\",\"CommD\":{\"/\":\"x\"}}";
            case "Filecoin.SectorsList" -> "\"result\":[7]";
            default -> "\"error\":{\"code\":1,\"message\":\"not answered\"}";
          };
      return ReplayServer.Answered.json("{\"jsonrpc\":\"2.0\",\"id\":1," + result + "}");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void callAll(Object target, Daemon daemon, Set<Class<?>> seen) {
    if (!seen.add(target.getClass())) {
      return;
    }
    for (Method method : target.getClass().getMethods()) {
      if (method.getDeclaringClass() != Object.class && !Modifier.isStatic(method.getModifiers())) {
        for (String text : texts(method, daemon)) {
          call(target, method, text).ifPresent(part -> callAll(part, daemon, seen));
        }
      }
    }
  }

  /** Methods that take a method's name are given each that changes something. */
  private static List<String> texts(Method method, Daemon daemon) {
    List<String> texts = new ArrayList<>(List.of("Proving"));
    if (method.getName().equals("call")) {
      texts.addAll(daemon.changing);
    }
    return texts;
  }

  /** Calls it with values of the right types; a part of the system that it gives is looked into. */
  private static Optional<Object> call(Object target, Method method, String text) {
    Object[] values =
        Arrays.stream(method.getParameterTypes()).map(type -> value(type, text)).toArray();
    try {
      Object result = method.invoke(target, values);
      if (result instanceof Rows<?> rows) {
        rows.first();
      }
      boolean part =
          method.getParameterCount() == 0
              && result != null
              && result.getClass().getName().startsWith("io.sectorsh.")
              && Modifier.isPublic(result.getClass().getModifiers())
              && !(result instanceof Rows)
              && !result.getClass().isRecord()
              && !result.getClass().isEnum();
      return part ? Optional.of(result) : Optional.empty();
    } catch (InvocationTargetException | RuntimeException refusedOrNotAnswered) {
      return Optional.empty();
    } catch (IllegalAccessException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static @Nullable Object value(Class<?> type, String text) {
    Map<Class<?>, Object> known =
        Map.ofEntries(
            Map.entry(long.class, 7L),
            Map.entry(int.class, 7),
            Map.entry(boolean.class, true),
            Map.entry(String.class, text),
            Map.entry(Object.class, "7"),
            Map.entry(Object[].class, new Object[] {7}),
            Map.entry(Path.class, Path.of("/tmp/none")),
            Map.entry(Optional.class, Optional.empty()),
            Map.entry(List.class, List.of()),
            Map.entry(Map.class, Map.of()),
            Map.entry(Set.class, Set.of()),
            Map.entry(Duration.class, Duration.ofSeconds(1)),
            Map.entry(SectorNumbers.class, SectorNumbers.parse("7")),
            Map.entry(SectorId.class, new SectorId(1000, 7)),
            Map.entry(Address.class, Address.parse("t01000")),
            Map.entry(ChainEpoch.class, new ChainEpoch(10)));
    Object value = known.get(type);
    return value == null && type.isEnum() ? type.getEnumConstants()[0] : value;
  }
}
