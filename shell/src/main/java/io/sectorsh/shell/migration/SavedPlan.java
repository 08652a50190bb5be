package io.sectorsh.shell.migration;

import java.nio.file.Path;

/**
 * A plan that was written into a file.
 *
 * @param file where it is
 * @param plan of which migration, and how that stands here
 * @param next how it is taken in, here or by another operator
 */
public record SavedPlan(Path file, String plan, String next) {
  SavedPlan(Path file, String plan) {
    this(file, plan, "migrations.load('" + file + "') takes it in");
  }

  @Override
  public String toString() {
    return plan + ", its plan in " + file;
  }
}
