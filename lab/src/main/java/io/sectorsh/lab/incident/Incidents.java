package io.sectorsh.lab.incident;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.util.List;
import java.util.stream.Stream;

/** All incidents that a lab can have. */
public final class Incidents {
  /** The name of a lab with the same sectors and nothing wrong. */
  public static final String NONE = "none";

  private static final List<Incident> ALL =
      Stream.of(
              List.of(Incident.of(NONE, "nothing is wrong")),
              MessageIncidents.all(),
              ProverIncidents.all(),
              FileIncidents.all(),
              SlowDisk.all(),
              SectorIncidents.all())
          .flatMap(List::stream)
          .toList();

  private Incidents() {}

  /** Every one of them, {@link #NONE} first. */
  public static List<Incident> all() {
    return ALL;
  }

  /**
   * The incident of a name.
   *
   * @throws OperatorException NOT_FOUND if there is none
   */
  public static Incident named(String name) {
    return ALL.stream()
        .filter(incident -> incident.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new OperatorException(
                    ErrorCode.NOT_FOUND,
                    "the lab knows no incident of that name",
                    name,
                    "sectorsh --incident list shows all of them."));
  }
}
