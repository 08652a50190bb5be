package io.sectorsh.lotus.salvage;

import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.lotus.record.NumberList;
import io.sectorsh.lotus.record.RepoFailures;
import io.sectorsh.lotus.record.RepoLayout;
import io.sectorsh.lotus.storage.StoragePaths;
import io.sectorsh.textfile.TextView;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers of which there are files in a repository's storage paths: they are in use. */
final class SalvagedFiles {
  private static final Pattern NAME = Pattern.compile("s-t0\\d{1,19}-(\\d{1,18})");
  private static final List<String> KINDS =
      List.of("sealed", "unsealed", "cache", "update", "update-cache");

  private SalvagedFiles() {}

  static SectorNumbers of(Path repo) {
    NumberList numbers = new NumberList();
    for (Path storage : storagePaths(repo)) {
      for (String kind : KINDS) {
        list(storage.resolve(kind), numbers);
      }
    }
    return numbers.toNumbers();
  }

  /** The repository itself may be one; a list of them that cannot be read names none. */
  private static List<Path> storagePaths(Path repo) {
    List<Path> paths = new ArrayList<>(List.of(repo));
    try {
      StoragePaths.read(RepoLayout.storageFile(repo), new TextView())
          .forEach(storage -> paths.add(storage.path()));
    } catch (OperatorException unreadable) {
      return paths;
    }
    return paths;
  }

  private static void list(Path directory, NumberList numbers) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "s-t0*")) {
      for (Path file : files) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (name.matches()) {
          numbers.add(Long.parseLong(name.group(1)));
        }
      }
    } catch (IOException failure) {
      throw RepoFailures.of(directory, failure);
    }
  }
}
