package io.sectorsh.scripts.files;

import io.sectorsh.stores.FileProblem;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks sectors once more after their files have come to the destination. */
record Arrival(Path destination) {
  /** The rows, and among them each sector failed whose files are not whole at the destination. */
  List<FileRow> check(List<FileRow> rows, List<Shipment> shipments) {
    Map<Long, String> wrong = new HashMap<>();
    for (Shipment shipment : shipments) {
      List<FileProblem> problems = shipment.problemsIn(destination);
      if (!problems.isEmpty()) {
        wrong.put(shipment.number(), problems.get(0).toString());
      }
    }
    return rows.stream()
        .map(
            row ->
                wrong.containsKey(row.number())
                    ? row.failed(wrong.get(row.number()), FilesDraft.look(row.number()))
                    : row)
        .toList();
  }
}
