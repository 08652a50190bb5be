package io.sectorsh.proofs.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.Lotus;
import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.profile.Profile;
import io.sectorsh.proofs.picture.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/** Asks lotus-miner, and reads its repository where that is on this machine. */
final class LotusReader {
  private static final List<List<String>> SWITCHES =
      List.of(
          List.of("Subsystems", "DisableWindowPoSt"),
          List.of("Proving", "DisableBuiltinWindowPoSt"));

  /** What a daemon that runs does not answer. */
  private static final Set<ErrorCode> NOBODY =
      Set.of(ErrorCode.UNREACHABLE, ErrorCode.INTERRUPTED_ANSWER, ErrorCode.BAD_ANSWER);

  private final Profile profile;
  private final Lotus lotus;
  private final Window window;

  LotusReader(Profile profile, Lotus lotus, Window window) {
    this.profile = profile;
    this.lotus = lotus;
    this.window = window;
  }

  Fact<LotusFacts> read() {
    if (profile.minerApi().isEmpty() && profile.lotusMinerRepo().isEmpty()) {
      return Fact.notAsked();
    }
    String down = down();
    Optional<Journal> journal = profile.lotusMinerRepo().map(Journal::read);
    return Fact.of(
        new LotusFacts(
            where(),
            down,
            down.isEmpty() ? online() : offline(),
            profile.lotusMinerRepo().isPresent() ? disabled() : List.of(),
            journal.flatMap(read -> read.lastState(window)),
            journal.flatMap(Journal::lastProof),
            down.isEmpty() ? alerts() : List.of(),
            down.isEmpty() ? indexed() : SectorNumbers.EMPTY));
  }

  private String where() {
    return profile
        .lotusMinerRepo()
        .map(Path::toString)
        .orElseGet(() -> lotus.getMiner().getEndpoint().toString());
  }

  private String down() {
    if (profile.minerApi().isEmpty()) {
      return "it has no address: it does not run, or another user started it";
    }
    try {
      lotus.getMiner().version();
      return "";
    } catch (OperatorException failed) {
      return NOBODY.contains(failed.code()) ? failed.what() : "";
    }
  }

  private SectorNumbers online() {
    try {
      return lotus.getMiner().sectorsList();
    } catch (OperatorException refused) {
      return offline();
    }
  }

  private SectorNumbers offline() {
    if (profile.lotusMinerRepo().isEmpty()) {
      return SectorNumbers.EMPTY;
    }
    LongStream.Builder numbers = LongStream.builder();
    try {
      for (SectorInfo sector : lotus.getRepo().getSectors()) {
        numbers.add(sector.getSectorNumber());
      }
    } catch (OperatorException damaged) {
      // What was read before the damage is better than nothing.
    }
    return SectorNumbers.of(numbers.build().toArray());
  }

  private List<String> disabled() {
    List<String> disabled = new ArrayList<>();
    try {
      Map<String, Object> config = lotus.getRepo().getConfig();
      for (List<String> key : SWITCHES) {
        if (config.get(key.get(0)) instanceof Map<?, ?> section
            && Boolean.TRUE.equals(section.get(key.get(1)))) {
          disabled.add(String.join(".", key));
        }
      }
    } catch (OperatorException unreadable) {
      return List.of();
    }
    return disabled;
  }

  private SectorNumbers indexed() {
    try {
      return SectorNumbers.of(
          lotus.getMiner().getStorage().list().stream()
              .filter(
                  sector ->
                      sector.types().contains(SectorFileType.SEALED)
                          || sector.types().contains(SectorFileType.UPDATE))
              .mapToLong(sector -> sector.id().number())
              .toArray());
    } catch (OperatorException refused) {
      return SectorNumbers.EMPTY;
    }
  }

  private List<String> alerts() {
    List<String> active = new ArrayList<>();
    try {
      for (JsonNode alert : lotus.getMiner().call("LogAlerts")) {
        if (alert.path("Active").asBoolean()) {
          JsonNode type = alert.path("Type");
          active.add(type.path("System").asText() + "/" + type.path("Subsystem").asText());
        }
      }
    } catch (OperatorException refused) {
      return List.of();
    }
    return active;
  }
}
