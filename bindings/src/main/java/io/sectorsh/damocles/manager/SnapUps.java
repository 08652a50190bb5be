package io.sectorsh.damocles.manager;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.filecoin.SectorId;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.jsonrpc.Members;
import java.util.ArrayList;
import java.util.List;

/** The manager's methods about putting data into sealed sectors. */
public final class SnapUps {
  private final ManagerCalls calls;

  SnapUps(ManagerCalls calls) {
    this.calls = calls;
  }

  /**
   * Sectors of a deadline that may be upgraded.
   *
   * @param deadline when they are proven, 0 to 47
   * @param numbers which
   */
  public record Candidates(int deadline, SectorNumbers numbers) {}

  /**
   * What a fetch found.
   *
   * @param total how many of the deadline are candidates now
   * @param added how many of them are new
   */
  public record Fetched(long total, long added) {
    static Fetched of(Members members) {
      return new Fetched(members.number("Total"), members.number("Diff"));
    }
  }

  /** What was fetched and not given to a worker yet, by deadline; none of a miner not known. */
  public List<Candidates> candidates(long miner) {
    List<Candidates> list = new ArrayList<>();
    JsonNode deadlines = calls.read("SnapUpCandidates", miner);
    for (int deadline = 0; deadline < deadlines.size(); deadline++) {
      JsonNode bits = deadlines.get(deadline);
      if (!bits.isNull()) {
        SectorNumbers numbers = Members.convert(bits, "SnapUpCandidates", SectorNumbers.class);
        list.add(new Candidates(deadline, numbers));
      }
    }
    list.removeIf(row -> row.numbers().isEmpty());
    return List.copyOf(list);
  }

  /** Looks for candidates in the deadline that the manager chooses: one that is not due soon. */
  public Fetched preFetch(long miner) {
    return fetched(calls.change("SnapUpPreFetch", miner, null));
  }

  /** Looks for candidates in a deadline, 0 to 47. */
  public Fetched preFetch(long miner, int deadline) {
    return fetched(calls.change("SnapUpPreFetch", miner, deadline));
  }

  private static Fetched fetched(JsonNode answer) {
    return Members.read(answer, "SnapUpPreFetch", Fetched::of);
  }

  /**
   * Stops the commitment of an upgrade. One that has landed and waits is finalized all the same,
   * and a sector that is not known is no error.
   */
  public void cancelCommitment(SectorId sector) {
    calls.change("SnapUpCancelCommitment", sector);
  }
}
