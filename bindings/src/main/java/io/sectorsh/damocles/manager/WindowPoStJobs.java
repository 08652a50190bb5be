package io.sectorsh.damocles.manager;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.jsonrpc.Members;
import java.util.List;

/**
 * The jobs of workers that make windowPoSts. A manager without --worker-prover has none of these
 * methods: a rejection whose code is -32601.
 */
public final class WindowPoStJobs {
  private final ManagerCalls calls;

  WindowPoStJobs(ManagerCalls calls) {
    this.calls = calls;
  }

  /** All jobs, done ones as well until the manager forgets them. */
  public List<WindowPoStJob> getAll() {
    Members answer = answer();
    return answer.list("Jobs", WindowPoStJob::of);
  }

  /** How often a job is tried. */
  public long getMostTries() {
    return answer().number("MaxTry");
  }

  private Members answer() {
    JsonNode json = calls.read("WdPoStAllJobs");
    return Members.of(json, "WdPoStAllJobs");
  }

  /** Has a job done anew; one that is not known is REJECTED. */
  public void reset(String job) {
    calls.change("WdPoStResetJob", job);
  }

  /** Forgets a job; one that is not known is no error. */
  public void remove(String job) {
    calls.change("WdPoStRemoveJob", job);
  }
}
