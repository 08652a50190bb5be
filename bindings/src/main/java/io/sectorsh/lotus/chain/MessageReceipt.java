package io.sectorsh.lotus.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.jsonrpc.Base64Bytes;
import io.sectorsh.jsonrpc.Members;
import java.util.Optional;

/**
 * What came of a message.
 *
 * @param exitCode 0 if it was carried out; 7 for out of gas, 16 for an illegal argument, others by
 *     actor
 * @param returned CBOR; absent for nothing
 * @param gasUsed units
 */
public record MessageReceipt(long exitCode, Optional<Base64Bytes> returned, long gasUsed) {
  static MessageReceipt of(JsonNode json) {
    return Members.read(json, "receipt", MessageReceipt::of);
  }

  static MessageReceipt of(Members members) {
    return new MessageReceipt(
        members.number("ExitCode"),
        members.optional("Return", Base64Bytes.class),
        members.number("GasUsed"));
  }

  /** Whether it was carried out. */
  public boolean isOk() {
    return exitCode == 0;
  }
}
