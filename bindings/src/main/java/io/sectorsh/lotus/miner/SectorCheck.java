package io.sectorsh.lotus.miner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.jsonrpc.JsonRpcClient;
import io.sectorsh.jsonrpc.RpcRejectedException;
import io.sectorsh.lotus.calls.GuardedClient;
import io.sectorsh.lotus.record.SectorState;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks a sector up before a call that changes it.
 *
 * <p>lotus-miner does not: a call for an unknown number makes a record whose number is 0, and what
 * was to be done is then done to sector 0, whose files a removal deletes (storage/pipeline, seen on
 * v1.36). Such a phantom answers to SectorsStatus, but is missing from SectorsList.
 */
final class SectorCheck implements GuardedClient.BeforeChange {
  private static final Set<String> NAMING_ONE =
      Set.of(
          "SectorStartSealing",
          "SectorsUpdate",
          "SectorRemove",
          "SectorTerminate",
          "SectorAbortUpgrade",
          "SectorMarkForUpgrade",
          "SectorUnseal");
  private static final Set<String> NAMING_MANY = Set.of("RecoverFault");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JsonRpcClient client;

  SectorCheck(JsonRpcClient client) {
    this.client = client;
  }

  @Override
  public Optional<String> plannedForm(String method, @Nullable Object... params) {
    return MinerChanges.formOf(method, params);
  }

  /**
   * Returns if all sectors that a call names exist, and the state if it names one.
   *
   * @throws OperatorException NOT_FOUND for a sector, BAD_VALUE for a state or what is no number
   */
  @Override
  public void check(String method, @Nullable Object... params) {
    if (params.length == 0) {
      return;
    }
    if (NAMING_ONE.contains(method)) {
      requireExisting(method, number(method, params[0]));
    }
    if (NAMING_MANY.contains(method)) { // As it is sent: a set of numbers goes out as runs.
      JSON.valueToTree(params[0])
          .forEach(number -> requireExisting(method, number(method, number)));
    }
    if (method.equals("SectorsUpdate") && params.length > 1) {
      requireKnown(String.valueOf(params[1]), where(method));
    }
  }

  private long number(String method, @Nullable Object param) {
    try {
      return new BigDecimal(String.valueOf(param)).longValueExact();
    } catch (ArithmeticException | NumberFormatException noNumber) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "this is not a sector number: " + param,
          where(method),
          "Give the number alone, such as 17.");
    }
  }

  /** lotus-miner takes any word, and then stops looking after the sector. */
  static void requireKnown(String state, String where) {
    if (SectorState.ofWord(state).isEmpty()) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          "lotus has no state " + state,
          where,
          "Write one of " + String.join(", ", states()) + ".");
    }
  }

  private static List<String> states() {
    return Arrays.stream(SectorState.values()).map(SectorState::word).toList();
  }

  void requireExisting(String method, long number) {
    JsonNode status;
    try {
      status = client.read("SectorsStatus", number, false);
    } catch (RpcRejectedException rejected) {
      if (SectorStatus.isAbsent(rejected)) {
        throw missing(method, "lotus-miner has no sector " + number);
      }
      throw rejected;
    }
    if (!isListed(number, status)) {
      throw missing(
          method,
          "the record of sector "
              + number
              + " holds no sector: an earlier call for an unknown number made it");
    }
  }

  /** Where the list fails, since one record cannot be read, only what a real sector has counts. */
  private boolean isListed(long number, JsonNode status) {
    try {
      return client
          .list(Long.class, JsonNode::longValue, "SectorsList")
          .filter(listed -> listed == number)
          .first()
          .isPresent();
    } catch (RpcRejectedException unreadable) {
      return status.hasNonNull("CommD")
          || status.path("Ticket").hasNonNull("Value")
          || !status.path("Pieces").isEmpty();
    }
  }

  private OperatorException missing(String method, String what) {
    return new OperatorException(
        ErrorCode.NOT_FOUND,
        what + "; the call would act on sector 0",
        where(method),
        "Look at lotus.miner.sectorsList() for the numbers that there are.");
  }

  private String where(String method) {
    return method + " at " + client.getEndpoint();
  }
}
