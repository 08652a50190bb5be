package io.sectorsh.lab.lotus;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.lab.transport.GoJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The keystore of a lotus repository: two random keys, readable by the owner alone. */
public final class LotusKeys {
  /** Base32 of {@code auth-jwt-private}. */
  private static final String TOKEN_SECRET = "MF2XI2BNNJ3XILLQOJUXMYLUMU";

  /** Base32 of {@code libp2p-host}. */
  private static final String HOST_KEY = "NRUWE4BSOAWWQ33TOQ";

  private static final String KEYSTORE = "keystore";

  private LotusKeys() {}

  static void create(Path repo) throws IOException {
    Path keystore = repo.resolve(KEYSTORE);
    Files.createDirectory(keystore, only("rwx------"));
    write(keystore.resolve(TOKEN_SECRET), "jwt-hmac-secret", random(32));
    write(keystore.resolve(HOST_KEY), "libp2p-host", random(68));
  }

  /** The secret that signs the tokens of a repository's daemon. */
  public static byte[] tokenSecret(Path repo) throws IOException {
    JsonNode key =
        GoJson.first(Files.readAllBytes(repo.resolve(KEYSTORE).resolve(TOKEN_SECRET)))
            .orElseThrow(() -> new IOException("damaged key in " + repo.resolve(KEYSTORE)));
    return Base64.getDecoder().decode(key.path("PrivateKey").asText());
  }

  /** Random bytes of the system, not of the seed. */
  public static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static void write(Path file, String type, byte[] key) throws IOException {
    writePrivate(
        file,
        GoJson.write(
                GoJson.object()
                    .put("Type", type)
                    .put("PrivateKey", Base64.getEncoder().encodeToString(key)))
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  /** Writes a file that nobody else can read at any moment. */
  static void writePrivate(Path file, byte[] bytes) throws IOException {
    Set<OpenOption> create = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    Files.deleteIfExists(file);
    try (var channel = Files.newByteChannel(file, create, only("rw-------"))) {
      channel.write(java.nio.ByteBuffer.wrap(bytes));
    }
  }

  private static FileAttribute<?> only(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
