package io.sectorsh.proofs.recover;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.Commitment;
import io.sectorsh.replica.ReplicaFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Which replica an action repairs, as a plan keeps it.
 *
 * @param files where it is
 * @param commR what has to come out
 * @param commC root over the labels' columns, in hexadecimal
 */
record ReplicaTarget(ReplicaFiles files, Commitment commR, String commC) {
  static ReplicaTarget read(ObjectNode parameters) {
    try {
      return new ReplicaTarget(
          new ReplicaFiles(
              Path.of(parameters.required("sealed").asText()),
              Path.of(parameters.required("cache").asText()),
              parameters.required("sectorBytes").asLong()),
          Commitment.ofCid(
              Commitment.Kind.REPLICA, Cid.parse(parameters.required("commR").asText())),
          parameters.required("commC").asText());
    } catch (IllegalArgumentException malformed) {
      throw new OperatorException(
          ErrorCode.DAMAGED,
          "these are no parameters of an action on a replica",
          parameters.toString(),
          "Make the plan again.",
          malformed);
    }
  }

  ObjectNode parameters() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("sealed", files.sealed().toString())
        .put("cache", files.cache().toString())
        .put("sectorBytes", files.sectorBytes())
        .put("commR", commR.toString())
        .put("commC", commC);
  }

  byte[] commCBytes() {
    return HexFormat.of().parseHex(commC);
  }

  static OperatorException failed(Path file, IOException failure) {
    return new OperatorException(
        ErrorCode.IO_FAILED,
        "cannot be read or written: " + failure.getMessage(),
        file.toString(),
        "",
        failure);
  }
}
