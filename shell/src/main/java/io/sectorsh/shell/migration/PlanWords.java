package io.sectorsh.shell.migration;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.FailurePolicy;
import io.sectorsh.migration.PlanOptions;
import java.util.Map;

/** The options of a plan as people write them. */
final class PlanWords {
  private PlanWords() {}

  static PlanOptions read(Map<String, ?> words) {
    PlanOptions options = PlanOptions.usual();
    for (Map.Entry<String, ?> word : words.entrySet()) {
      options = with(options, word.getKey(), word.getValue());
    }
    return options;
  }

  private static PlanOptions with(PlanOptions options, String name, Object value) {
    if (name.equals("batch") && value instanceof Number size) {
      return options.withBatchSize(size.intValue());
    }
    if (name.equals("failures") && value instanceof Number limit) {
      return options.withFailures(FailurePolicy.continueUpTo(limit.longValue()));
    }
    return switch (name + " " + value) {
      case "failures stop" -> options.withFailures(FailurePolicy.stopAtFirst());
      case "failures continue" -> options.withFailures(FailurePolicy.continueAndCollect());
      default ->
          throw new OperatorException(
              ErrorCode.BAD_VALUE,
              "a plan has no such option",
              name + ": " + value,
              "There are batch: NUMBER and failures: 'stop', 'continue' or a NUMBER.");
    };
  }
}
