package io.sectorsh.scripts.rebuild;

import io.sectorsh.damocles.config.ManagerConfig;
import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcService;
import io.sectorsh.scripts.ScriptSystems;
import io.sectorsh.scripts.rebuild.PieceFinding.Where;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whether the sectors' pieces can be had, before a rebuild is begun that would fail for them. */
final class PieceCheck {
  private final Map<Long, SectorPieces> sectors;
  private final boolean asserted;

  private PieceCheck(Map<Long, SectorPieces> sectors, boolean asserted) {
    this.sectors = sectors;
    this.asserted = asserted;
  }

  /**
   * Looks for all of them.
   *
   * @param asserted whether the operator says that they can be had
   */
  static PieceCheck of(
      ScriptSystems systems, Address miner, SectorNumbers numbers, boolean asserted) {
    PieceSearch search = new PieceSearch(stores(systems), address(systems));
    Map<Long, SectorPieces> sectors = new TreeMap<>();
    for (long number : numbers) {
      Optional<SectorState> state =
          systems.damocles().getManager().findSector(new SectorId(miner.getActorId(), number));
      state.ifPresent(known -> sectors.put(number, SectorPieces.of(known, search)));
    }
    return new PieceCheck(sectors, asserted);
  }

  /** Those of the manager's configuration that are on this machine, if it can be read. */
  private static List<Path> stores(ScriptSystems systems) {
    if (systems.profile().damoclesHome().isEmpty()) {
      return List.of();
    }
    try {
      ManagerConfig config = systems.damocles().getConfig().getManager();
      return config.getPieceStores().stream().filter(Files::isDirectory).toList();
    } catch (OperatorException unreadable) {
      return List.of(); // The manager is asked for each piece all the same.
    }
  }

  private static String address(ScriptSystems systems) {
    String api = systems.profile().damoclesApi().orElse("");
    URI url = URI.create(RpcEndpoint.parse(api, RpcService.DAMOCLES).getUrl());
    return url.resolve("/").toString().replaceAll("/$", "");
  }

  /** What is told of a sector's pieces. */
  String words(long number) {
    return Optional.ofNullable(sectors.get(number)).map(SectorPieces::toString).orElse("");
  }

  /**
   * Refuses a rebuild that would not find its pieces.
   *
   * @throws OperatorException REFUSED with the first piece that is missing
   */
  void require() {
    sectors.forEach(
        (number, pieces) -> {
          List<PieceFinding> missing = pieces.of(Where.MISSING);
          if (!missing.isEmpty() && !asserted) {
            throw new OperatorException(
                ErrorCode.REFUSED,
                "%d of its %d pieces were found nowhere: %s"
                    .formatted(missing.size(), pieces.findings().size(), missing.get(0)),
                "sector " + number,
                "Put the piece's file into a piece store of the manager. If a worker has it in its"
                    + " local_pieces_dirs, which cannot be seen from here, add --pieces-available.");
          }
        });
  }

  /** What an operator should know of them, one thing a line. */
  List<String> warnings() {
    List<String> lines = new ArrayList<>();
    sectors.forEach(
        (number, pieces) -> {
          String sector = "sector " + number + ": ";
          pieces
              .of(Where.MISSING)
              .forEach(piece -> lines.add("warning: " + sector + "no piece " + piece));
          pieces
              .of(Where.UNCHECKED)
              .forEach(piece -> lines.add("warning: " + sector + "not checked: piece " + piece));
          if (pieces.imported() && !pieces.findings().isEmpty() && !asserted) {
            lines.add(
                "warning: "
                    + sector
                    + "imported, with deals: the manager takes its pieces into account only with"
                    + " --pieces-available");
          }
        });
    return lines;
  }
}
