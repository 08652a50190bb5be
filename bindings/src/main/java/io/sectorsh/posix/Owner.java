package io.sectorsh.posix;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * To whom files belong: lotus must be able to write what root made.
 *
 * @param user number of the user
 * @param group number of the group
 * @param directoryPermissions what a directory like it gets
 */
public record Owner(int user, int group, Set<PosixFilePermission> directoryPermissions) {
  /** Makes the set unchangeable. */
  public Owner {
    directoryPermissions = Set.copyOf(directoryPermissions);
  }

  /** The owner of a directory or file. */
  public static Owner of(Path directory) throws IOException {
    return new Owner(
        (Integer) Files.getAttribute(directory, "unix:uid"),
        (Integer) Files.getAttribute(directory, "unix:gid"),
        Files.getPosixFilePermissions(directory));
  }

  /** As {@link #give}, with the permissions. */
  public void giveDirectory(Path directory) throws IOException {
    Files.setPosixFilePermissions(directory, directoryPermissions);
    give(directory);
  }

  /** Changes only what differs. The group is a matter of convenience, the owner is not. */
  public void give(Path file) throws IOException {
    if (!Files.getAttribute(file, "unix:uid").equals(user)) {
      Files.setAttribute(file, "unix:uid", user);
    }
    if (!Files.getAttribute(file, "unix:gid").equals(group)) {
      giveGroup(file);
    }
  }

  private void giveGroup(Path file) throws IOException {
    try {
      Files.setAttribute(file, "unix:gid", group);
    } catch (FileSystemException notAMember) {
      if (Files.getAttribute(file, "unix:uid").equals(0)) {
        throw notAMember;
      }
    }
  }
}
