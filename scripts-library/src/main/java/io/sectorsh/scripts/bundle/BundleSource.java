package io.sectorsh.scripts.bundle;

import io.sectorsh.damocles.sector.SectorState;
import io.sectorsh.filecoin.Address;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.rows.Rows;
import io.sectorsh.scripts.export.ExportSource;
import io.sectorsh.scripts.importing.LotusSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A bundle in the place of a system: what both an export and an import read from. */
public final class BundleSource {
  private final Bundle bundle;

  /** Of a bundle. */
  public BundleSource(Bundle bundle) {
    this.bundle = bundle;
  }

  /** For lotus: its own records as they are; damocles' states where there are none of lotus. */
  public ExportSource forLotus() {
    return new ExportSource() {
      @Override
      public Rows<SectorState> states() {
        return bundle.getLotusCount() > 0 ? Rows.of(SectorState.class, List.of()) : bundle.states();
      }

      @Override
      public Rows<SectorInfo> records() {
        return bundle.records();
      }

      @Override
      public long highestNumber() {
        return bundle.getHighestNumber();
      }
    };
  }

  /** For damocles: its own states as they are; lotus' records where there are none of damocles. */
  public LotusSource forDamocles() {
    return new LotusSource() {
      @Override
      public Rows<Found> sectors() {
        return bundle.getDamoclesCount() > 0
            ? Rows.of(Found.class, List.of())
            : bundle
                .records()
                .map(record -> new Found(record.getSectorNumber(), Optional.of(record), ""));
      }

      @Override
      public Rows<SectorState> states() {
        return bundle.states();
      }

      @Override
      public Optional<Address> miner() {
        return Optional.of(bundle.getMiner());
      }

      @Override
      public OptionalLong highestNumber() {
        return OptionalLong.of(bundle.getHighestNumber());
      }

      @Override
      public List<Path> storagePaths() {
        return List.of();
      }

      @Override
      public String describe() {
        return "the bundle " + bundle.getDirectory();
      }
    };
  }
}
