package io.sectorsh.damocles.worker;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.profile.HomePath;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds directories of workers' hosts on this one. A path that happens to exist here is not taken
 * for a remote worker's: that host has a directory of the same name of its own.
 */
final class HostPaths {
  private final Map<String, Map<Path, Path>> mounts = new ConcurrentHashMap<>();

  void mount(String worker, String there, String here) {
    Path remote = Path.of(there).normalize();
    Path local = HomePath.ofUser().read(here, "the directory here");
    if (!remote.isAbsolute() || !Files.isDirectory(local)) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          remote.isAbsolute() ? "there is no such directory here" : "the path must be absolute",
          remote.isAbsolute() ? local.toString() : there,
          "Write workers.mount('worker-01', '/data/sealing', '/mnt/worker-01/sealing').");
    }
    mounts.computeIfAbsent(worker, name -> new TreeMap<>()).put(remote, local);
  }

  /**
   * Where a directory of a worker's host is here.
   *
   * @param worker as the operator names it
   * @param host of its control server
   */
  Optional<Path> here(String worker, String host, Path there) {
    Map<Path, Path> known = mounts.getOrDefault(worker, Map.of());
    for (Path shorter = there.normalize(); shorter != null; shorter = shorter.getParent()) {
      Path local = known.get(shorter);
      if (local != null) {
        return Optional.of(local.resolve(shorter.relativize(there.normalize())));
      }
    }
    return isThisHost(host) && Files.isDirectory(there) ? Optional.of(there) : Optional.empty();
  }

  private static boolean isThisHost(String host) {
    try {
      for (InetAddress address :
          List.of(InetAddress.getAllByName(host.replaceAll("[\\[\\]]", "")))) {
        if (address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null) {
          return true;
        }
      }
      return false;
    } catch (UnknownHostException | SocketException unknown) {
      return false;
    }
  }
}
