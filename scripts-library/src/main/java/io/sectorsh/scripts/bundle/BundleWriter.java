package io.sectorsh.scripts.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.posix.Directories;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Writes a bundle beside its place and puts it there with one rename once all of it is on disk, so
 * that a bundle is whole or not there. Not for use by several threads.
 */
final class BundleWriter implements AutoCloseable {
  private final Path place;
  private final Path part;
  private final Address miner;
  private final MessageDigest hash = sha256();
  private final OutputStream out;
  private long lotus;
  private long damocles;
  private long bytes;
  private long highest = -1;

  /** Begins; what a killed process left of an earlier attempt is replaced. */
  BundleWriter(Path place, Address miner) {
    this.place = place;
    this.miner = miner;
    this.part = part(place);
    try {
      delete(part);
      Files.createDirectories(part);
      this.out = new BufferedOutputStream(Files.newOutputStream(part.resolve(Manifest.SECTORS)));
    } catch (IOException failure) {
      throw failed(part, failure);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  void add(BundleLine line) {
    byte[] text = (line.encode() + "\n").getBytes(UTF_8);
    try {
      out.write(text);
    } catch (IOException failure) {
      throw failed(part, failure);
    }
    hash.update(text);
    bytes += text.length;
    used(line.number());
    if (line.lotus().isPresent()) {
      lotus++;
    } else {
      damocles++;
    }
  }

  /** Has the bundle say that this number is in use. */
  void used(long number) {
    highest = Math.max(highest, number);
  }

  /** Puts it in place. */
  Manifest finish() {
    Manifest manifest =
        new Manifest(
            miner, lotus, damocles, highest, bytes, HexFormat.of().formatHex(hash.digest()));
    try {
      out.close();
      Files.write(part.resolve(Manifest.FILE), manifest.toBytes());
      Directories.syncFile(part.resolve(Manifest.SECTORS));
      Directories.syncFile(part.resolve(Manifest.FILE));
      Directories.sync(part);
      Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
      Directories.sync(place.toAbsolutePath().resolveSibling("."));
    } catch (IOException failure) {
      throw failed(place, failure);
    }
    return manifest;
  }

  /** Where a bundle is before it is whole, and once it begins to go. */
  static Path part(Path place) {
    return place.resolveSibling(place.getFileName() + ".part");
  }

  /** Takes a bundle out of its place with one rename, and removes it and what was left before. */
  static void remove(Path place) throws IOException {
    delete(part(place));
    if (Files.isDirectory(place)) {
      Files.move(place, part(place), StandardCopyOption.ATOMIC_MOVE);
      delete(part(place));
    }
  }

  private static void delete(Path bundle) throws IOException {
    if (Files.isDirectory(bundle)) {
      Files.deleteIfExists(bundle.resolve(Manifest.FILE));
      Files.deleteIfExists(bundle.resolve(Manifest.SECTORS));
      Files.delete(bundle);
    }
  }

  static OperatorException failed(Path where, IOException failure) {
    return new OperatorException(
        ErrorCode.IO_FAILED,
        "the bundle cannot be written: " + failure.getMessage(),
        where.toString(),
        "Name a directory whose parent you may write to, with space left.",
        failure);
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException failure) {
      throw failed(part, failure);
    }
  }
}
