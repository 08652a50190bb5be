package io.sectorsh.stores;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/** Owner, group, mode and time of change, which a copy takes along. */
final class FileAttributes {
  private FileAttributes() {}

  /** Gives a copy what its original has. */
  static void copy(Path from, Path to) throws IOException {
    copyOwnerAndMode(from, to);
    Files.setLastModifiedTime(to, Files.getLastModifiedTime(from));
  }

  /**
   * Gives a file the owner, group and mode of another. Only root may give files away: for others
   * the file stays this user's.
   */
  static void copyOwnerAndMode(Path from, Path to) throws IOException {
    PosixFileAttributes wanted = Files.readAttributes(from, PosixFileAttributes.class);
    PosixFileAttributes made = Files.readAttributes(to, PosixFileAttributes.class);
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    try {
      if (!wanted.group().equals(made.group())) {
        view.setGroup(wanted.group());
      }
      if (!wanted.owner().equals(made.owner())) {
        view.setOwner(wanted.owner());
      }
    } catch (FileSystemException notRoot) {
      if (!String.valueOf(notRoot.getReason()).contains("not permitted")) {
        throw notRoot;
      }
    }
    view.setPermissions(wanted.permissions());
  }
}
