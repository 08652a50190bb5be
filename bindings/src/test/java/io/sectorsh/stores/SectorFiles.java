package io.sectorsh.stores;

import io.sectorsh.filecoin.SectorId;
import io.sectorsh.lotus.record.SectorFileType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Stores with really sealed sectors of 2 KiB, and what is in them. */
public final class SectorFiles {
  private static final Path RECORDED = Path.of("src/test/resources/io/sectorsh/replica/sector-2k");

  private SectorFiles() {}

  /** The kinds that such a sector has. */
  static SectorFileSet of(Path store, SectorId sector) {
    return new SectorFileSet(
        store,
        sector,
        EnumSet.of(
            SectorFileType.CACHE,
            SectorFileType.SEALED,
            SectorFileType.UPDATE_CACHE,
            SectorFileType.UPDATE));
  }

  /** Puts a sealed sector, upgraded as well, into a store. */
  public static void write(Path store, SectorId sector) throws IOException {
    for (String kind : new String[] {"cache", "sealed", "update-cache", "update"}) {
      copy(RECORDED.resolve(kind), store.resolve(kind).resolve(sector.fileName()));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    if (Files.isDirectory(from)) {
      Files.createDirectories(to);
      try (Stream<Path> files = Files.list(from)) {
        for (Path file : files.toList()) {
          copy(file, to.resolve(file.getFileName()));
        }
      }
    } else {
      Files.copy(from, to);
    }
    Files.setLastModifiedTime(to, FileTime.fromMillis(1_600_000_000_000L));
  }

  /** Every file below a directory, with digest, mode and time; directories only of sectors. */
  public static Map<String, String> contents(Path directory) {
    Map<String, String> contents = new TreeMap<>();
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              contents.put(directory.relativize(file).toString(), describe(file));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path at, IOException failure) {
              if (at.getFileName().toString().startsWith("s-")) {
                contents.put(directory.relativize(at) + "/", "directory");
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return contents;
  }

  private static String describe(Path file) throws IOException {
    PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest, 0, 8)
          + " "
          + attributes.permissions()
          + " "
          + attributes.lastModifiedTime();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
