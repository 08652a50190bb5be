package io.sectorsh.scripts.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sectorsh.rows.RowCursor;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Reads a bundle's lines one after another; at the end compares the whole with the manifest. */
final class BundleCursor implements RowCursor<BundleLine> {
  /** A record of lotus has 2 MiB at most in each byte string; far above what was ever seen. */
  private static final int MOST_BYTES = 64 << 20;

  private final Path file;
  private final Manifest manifest;
  private final InputStream in;
  private final MessageDigest hash = BundleWriter.sha256();
  private long line;
  private Optional<BundleLine> next = Optional.empty();
  private boolean over;

  BundleCursor(Path file, Manifest manifest) {
    this.file = file;
    this.manifest = manifest;
    try {
      this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    } catch (IOException failure) {
      throw BundleLine.damaged("its file of sectors cannot be opened", file.toString(), failure);
    }
  }

  @Override
  public boolean hasNext() {
    if (next.isEmpty() && !over) {
      try {
        read();
      } catch (IOException failure) {
        throw BundleLine.damaged("the file cannot be read", where(), failure);
      }
    }
    return next.isPresent();
  }

  private void read() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream(4096);
    int each = in.read();
    for (; each >= 0 && each != '\n'; each = in.read()) {
      if (text.size() >= MOST_BYTES) {
        throw BundleLine.damaged("the line has no end", where(), null);
      }
      text.write(each);
    }
    if (each < 0 && text.size() == 0) {
      end();
      return;
    }
    line++;
    hash.update(text.toByteArray());
    if (each >= 0) {
      hash.update((byte) '\n');
    }
    next = Optional.of(BundleLine.decode(text.toString(UTF_8), where()));
  }

  private void end() {
    over = true;
    if (line != manifest.lotus() + manifest.damocles()) {
      throw BundleLine.damaged(
          "it ends after "
              + line
              + " of "
              + (manifest.lotus() + manifest.damocles())
              + " lines of the manifest",
          file.toString(),
          null);
    }
    if (!HexFormat.of().formatHex(hash.digest()).equals(manifest.sha256())) {
      throw BundleLine.damaged(
          "lines were exchanged: the checksum of the whole differs", file.toString(), null);
    }
  }

  private String where() {
    return file + " line " + line;
  }

  @Override
  public BundleLine next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    BundleLine found = next.orElseThrow();
    next = Optional.empty();
    return found;
  }

  @Override
  public void close() {
    over = true;
    try {
      in.close();
    } catch (IOException failure) {
      throw BundleLine.damaged("the file cannot be closed", file.toString(), failure);
    }
  }
}
