package io.sectorsh.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.posix.FullDisk;
import io.sectorsh.rows.RowCursor;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A plan as a file: lines of JSON, a head, one line for each action, and a last line with their
 * number and the SHA-256 of all lines before it.
 */
final class PlanFile {
  private static final String FORMAT = "sectorsh-plan-1";
  private static final int BUFFER = 1 << 16;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final JsonNode head;
  private final long actions;

  private PlanFile(Path file, JsonNode head, long actions) {
    this.file = file;
    this.head = head;
    this.actions = actions;
  }

  static void write(MigrationRecord record, PlanTable plan, Path file) {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
        RowCursor<PlannedAction> rows = plan.actions().open()) {
      MessageDigest hash = Fingerprint.sha256();
      OutputStream hashed = new DigestOutputStream(out, hash);
      hashed.write(bytes(headOf(record).toString()));
      long count = 0;
      while (rows.hasNext()) {
        hashed.write(bytes(rows.next().line()));
        count++;
      }
      String sha256 = HexFormat.of().formatHex(hash.digest());
      out.write(
          bytes(JSON.createObjectNode().put("actions", count).put("sha256", sha256).toString()));
    } catch (IOException failure) {
      throw failed(
          file,
          FullDisk.isCause(failure) ? ErrorCode.NO_SPACE : ErrorCode.IO_FAILED,
          String.valueOf(failure.getMessage()),
          "Look at free space and rights.");
    }
  }

  private static byte[] bytes(String line) {
    return (line + "\n").getBytes(UTF_8);
  }

  private static ObjectNode headOf(MigrationRecord record) {
    return JSON.createObjectNode()
        .put("format", FORMAT)
        .put("name", record.name())
        .put("plan_sha256", record.planHash())
        .put("created_at", record.createdAt())
        .put("created_by", record.createdBy())
        .put("host", record.host())
        .put("versions", record.versions())
        .put("batch_size", record.options().batchSize())
        .put("batch_bytes", record.options().batchBytes())
        .put("failure_limit", record.options().failures().limit());
  }

  /** Reads all of it once, to see that nobody changed it. */
  static PlanFile open(Path file) {
    try (PlanFileInput in = new PlanFileInput(file)) {
      JsonNode head = JSON.readTree(in.firstLine());
      if (!head.path("format").asText().equals(FORMAT)) {
        throw changed(file, "it is no plan of this version");
      }
      JsonNode end = JSON.readTree(in.lastLine());
      if (!end.path("sha256").asText().equals(in.hash())
          || end.path("actions").asLong() != in.lines() - 1) {
        throw changed(file, "it is not as it was saved: the hash at its end is another");
      }
      return new PlanFile(file, head, in.lines() - 1);
    } catch (IOException | IllegalArgumentException failure) {
      throw changed(file, "it cannot be read: " + failure.getMessage());
    }
  }

  private static OperatorException changed(Path file, String what) {
    return failed(file, ErrorCode.DAMAGED, what, "Get it again from whoever made the plan.");
  }

  private static OperatorException failed(Path file, ErrorCode code, String what, String next) {
    return new OperatorException(code, what, file.toString(), next);
  }

  String name() {
    return head.path("name").asText();
  }

  PlanOptions options() {
    return new PlanOptions(
        head.path("batch_size").asInt(),
        head.path("batch_bytes").asLong(),
        new FailurePolicy(head.path("failure_limit").asLong()));
  }

  /** Reads each action back, compares what it tells of itself, keeps it with what the plan saw. */
  void copyTo(PlanWriter writer, ActionKinds kinds) {
    try (BufferedReader in = Files.newBufferedReader(file, UTF_8)) {
      in.readLine();
      for (long number = 1; number <= actions; number++) {
        PlannedAction written = PlannedAction.ofLine(JSON.readTree(in.readLine()));
        Action action = written.read(kinds);
        if (!written.equals(written.toldBy(action))) {
          throw changed(file, "action " + number + " is not what it says about it");
        }
        writer.put(written, action.resources());
      }
      if (!writer.hash().equals(head.path("plan_sha256").asText())) {
        throw changed(file, "its actions are not those of the plan that it names");
      }
    } catch (IOException failure) {
      throw changed(file, "it cannot be read: " + failure.getMessage());
    }
  }
}
