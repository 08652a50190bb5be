package io.sectorsh.shell.groovy;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.record.SectorInfoBuilder;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.lotus.repo.RepoChanges;
import io.sectorsh.lotus.repo.RepoEdit;
import io.sectorsh.lotus.repo.RepoStorage;
import io.sectorsh.lotus.storage.StoragePath;
import io.sectorsh.lotus.storage.StorageSettings;

/**
 * Changes of a lotus repository in braces: what is changed is {@code it}, and need not be named.
 * Names of the braces' surroundings come first, so that nothing of an operator's is hidden.
 */
public final class LotusExtension {
  private LotusExtension() {}

  /** {@code repo.edit { removeSector(13) }}. */
  public static RepoChanges edit(LotusRepo self, @DelegatesTo(RepoEdit.class) Closure<?> change) {
    return self.edit(edit -> within(edit, change));
  }

  /** {@code updateSector(12) { toBuilder().state('Proving') }}. */
  public static void updateSector(
      RepoEdit self, long number, @DelegatesTo(SectorInfo.class) Closure<?> change) {
    self.updateSector(number, sector -> changed(within(sector, change)));
  }

  /** {@code repo.storage.init('/mnt/new') { canStore(true).weight(20) }}. */
  public static StoragePath init(
      RepoStorage self, String path, @DelegatesTo(StorageSettings.class) Closure<?> settings) {
    return self.init(path, chosen -> within(chosen, settings));
  }

  /** {@code repo.storage.change('/mnt/old') { weight(0) }}. */
  public static StoragePath change(
      RepoStorage self, String which, @DelegatesTo(StorageSettings.class) Closure<?> settings) {
    return self.change(which, chosen -> within(chosen, settings));
  }

  private static SectorInfo changed(Object result) {
    return result instanceof SectorInfoBuilder builder ? builder.build() : (SectorInfo) result;
  }

  private static Object within(Object subject, Closure<?> braces) {
    Closure<?> own = braces.rehydrate(subject, braces.getOwner(), braces.getThisObject());
    return own.getMaximumNumberOfParameters() == 0 ? own.call() : own.call(subject);
  }
}
