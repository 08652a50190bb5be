package io.sectorsh.lab.damocles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lab.population.PlannedPiece;
import io.sectorsh.lab.population.Population;
import io.sectorsh.lab.transport.RpcSocket;
import io.sectorsh.replica.Fr32;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Optional;

/**
 * UnsealPiece over a WebSocket: the data of a piece in chunks, then two empty ones, as the real
 * manager sends them. While it is sent the sector is online, being unsealed. As there, no question
 * is refused: for a piece that no worker can unseal nothing ever comes.
 */
public final class UnsealDesk implements RpcSocket.Source {
  private static final int CHUNK = 512;

  private final DamoclesStates states;
  private final Population population;

  /** Unseals pieces of the planned sectors that are at rest, or being unsealed already. */
  public UnsealDesk(DamoclesStates states, Population population) {
    this.states = states;
    this.population = population;
  }

  @Override
  public int parameters() {
    return 5;
  }

  @Override
  public RpcSocket.Feed open(JsonNode parameters) {
    JsonNode json = parameters.path(0);
    SectorId id = new SectorId(json.path("Miner").asLong(), json.path("Number").asLong());
    Optional<byte[]> data = data(id, parameters.path(1).path("/").asText());
    return data.isPresent() && isToBeHad(id) ? new Chunks(id, data.get()) : Optional::empty;
  }

  private boolean isToBeHad(SectorId id) {
    boolean atRest =
        states.find(DamoclesStates.OFFLINE, id).filter(UnsealDesk::isSealed).isPresent();
    return atRest
        || states
            .find(DamoclesStates.ONLINE, id)
            .filter(state -> state.path("Unsealing").asBoolean())
            .isPresent();
  }

  private static boolean isSealed(JsonNode state) {
    return state.path("Finalized").asBoolean()
        && state.path("AbortReason").asText().isEmpty()
        && !state.path("Removed").asBoolean();
  }

  private Optional<byte[]> data(SectorId id, String piece) {
    return population.damocles().stream()
        .filter(sector -> id.equals(new SectorId(Population.MINER, sector.number())))
        .flatMap(sector -> sector.pieces().stream())
        .filter(one -> one.isDeal() && one.cid().toString().equals(piece))
        .map(PlannedPiece::data)
        .map(Fr32::unpad)
        .findFirst();
  }

  private final class Chunks implements RpcSocket.Feed {
    private final SectorId id;
    private final boolean moved;
    private final Deque<String> left = new ArrayDeque<>();

    Chunks(SectorId id, byte[] data) {
      this.id = id;
      for (int at = 0; at < data.length; at += CHUNK) {
        byte[] chunk = java.util.Arrays.copyOfRange(data, at, Math.min(data.length, at + CHUNK));
        left.add(Base64.getEncoder().encodeToString(chunk));
      }
      left.add("");
      left.add("");
      this.moved = move(DamoclesStates.OFFLINE, DamoclesStates.ONLINE, true);
    }

    private boolean move(String from, String to, boolean unsealing) {
      Optional<ObjectNode> state = states.find(from, id);
      state.ifPresent(
          found ->
              states.move(
                  from, to, found.put("Unsealing", unsealing).put("Finalized", !unsealing)));
      return state.isPresent();
    }

    @Override
    public Optional<JsonNode> next() {
      return Optional.of(TextNode.valueOf(left.remove()));
    }

    @Override
    public boolean isOver() {
      return left.isEmpty();
    }

    @Override
    public void close() {
      if (moved) {
        move(DamoclesStates.ONLINE, DamoclesStates.OFFLINE, false);
      }
    }
  }
}
