package io.sectorsh.lotus.repo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.fusesource.leveldbjni.JniDBFactory;
import org.iq80.leveldb.CompressionType;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.Options;

/** Makes repositories with given keys. */
public final class TestRepo {
  private TestRepo() {}

  public static LotusRepo create(Path path, Map<String, byte[]> entries) throws IOException {
    Path metadata = path.resolve("datastore").resolve("metadata");
    Files.createDirectories(metadata);
    Options options = new Options().compressionType(CompressionType.NONE).createIfMissing(true);
    try (DB db = JniDBFactory.factory.open(metadata.toFile(), options)) {
      entries.forEach((key, value) -> db.put(key.getBytes(UTF_8), value));
    }
    return LotusRepo.open(path, new ChangeGuard(Mode.APPLY));
  }
}
