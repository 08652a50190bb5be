package io.sectorsh.damocles.manager;

import io.sectorsh.filecoin.SectorId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a plan can hold in the place of a manager's methods. */
final class PlannedForms {
  private PlannedForms() {}

  /** It as it is typed; empty if nothing. */
  static Optional<String> formOf(String method, @Nullable Object... params) {
    String number =
        params.length > 0 && params[0] instanceof SectorId id ? "" + id.number() : "NUMBER";
    String form =
        switch (method) {
          case "ImportSector" -> "importState(STATE)";
          case "RestoreSector" -> "restore(" + number + ")";
          case "SectorSetForRebuild" -> "rebuild(" + number + ")";
          case "FinalizeSector" -> "finalizeSector(" + number + ")";
          case "ReportAborted" -> "abort(" + number + ", 'REASON')";
          case "RemoveSector" -> "remove(" + number + ")";
          case "TerminateSector" -> "terminate(" + number + ")";
          case "StoreReleaseReserved" -> "release(" + number + ")";
          default -> "";
        };
    return Optional.of(form).filter(some -> !some.isEmpty()).map("damocles.changes."::concat);
  }
}
