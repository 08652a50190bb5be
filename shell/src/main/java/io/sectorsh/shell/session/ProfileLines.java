package io.sectorsh.shell.session;

import io.sectorsh.filecoin.Address;
import io.sectorsh.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** A profile on its way to another process, with its tokens: through a pipe, never a file. */
public final class ProfileLines {
  private ProfileLines() {}

  /** Writes it; the other process gets it by {@link #read}. */
  public static void write(Profile profile, OutputStream out) throws IOException {
    Properties lines = new Properties();
    lines.setProperty("name", profile.name());
    put(lines, "miner", profile.miner());
    put(lines, "node", profile.fullNodeApi());
    put(lines, "lotus-miner", profile.minerApi());
    put(lines, "lotus-miner-repo", profile.lotusMinerRepo());
    put(lines, "damocles", profile.damoclesApi());
    put(lines, "damocles-home", profile.damoclesHome());
    lines.store(out, "");
  }

  private static void put(Properties lines, String key, Optional<?> value) {
    value.ifPresent(given -> lines.setProperty(key, given.toString()));
  }

  /** The profile that another process wrote. */
  public static Profile read(InputStream in) throws IOException {
    Properties lines = new Properties();
    lines.load(in);
    return new Profile(
        lines.getProperty("name", ""),
        false,
        get(lines, "miner").map(Address::parse),
        get(lines, "node"),
        get(lines, "lotus-miner"),
        get(lines, "lotus-miner-repo").map(Path::of),
        get(lines, "damocles"),
        get(lines, "damocles-home").map(Path::of));
  }

  private static Optional<String> get(Properties lines, String key) {
    return Optional.ofNullable(lines.getProperty(key));
  }
}
