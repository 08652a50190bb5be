package io.sectorsh.stores;

import io.sectorsh.lotus.record.SectorFileType;
import io.sectorsh.migration.Inspection;
import java.util.Map;
import java.util.Set;

/**
 * What an action says about the places where the kinds of a sector's files are.
 *
 * @param tidy whether nothing lies about that an interrupted run left
 */
record PlaceCheck(Map<SectorFileType, FilePlace> places, boolean tidy) {
  static PlaceCheck of(SectorTransfer transfer) {
    return new PlaceCheck(transfer.places(), !transfer.hasLeftovers());
  }

  static PlaceCheck of(SectorTrash trash) {
    return new PlaceCheck(trash.places(), true);
  }

  /** Whether all are at one of these places, with nothing left to be cleared away. */
  boolean isEnd(FilePlace... wanted) {
    return tidy && areAll(wanted);
  }

  boolean areAll(FilePlace... wanted) {
    return Set.of(wanted).containsAll(places.values());
  }

  boolean isAny(FilePlace unwanted) {
    return places.containsValue(unwanted);
  }

  /** The conflict that these places stand for. */
  Inspection conflict(SectorRoute route) {
    for (Map.Entry<SectorFileType, FilePlace> each : places.entrySet()) {
      if (each.getValue() == FilePlace.CONFLICT) {
        return Inspection.conflict(
            "another " + each.getKey() + " of it is there already",
            "Find out which of the two is right (proofs can tell) and put the other one away.");
      }
    }
    return Inspection.conflict(
        "some of its files are where they should not be: " + places,
        "stores.find tells where the files of " + route.set().sector() + " are.");
  }
}
