package io.sectorsh.migration;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.posix.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** What the actions of a batch share: joint effects and paths to sync. */
final class BatchEffects implements BatchContext, AutoCloseable {
  private final LongConsumer moved;
  private final Map<String, Joint> joints = new LinkedHashMap<>();
  private final Map<String, Set<Long>> users = new LinkedHashMap<>();
  private final Set<Path> paths = new LinkedHashSet<>();
  private long current;

  /**
   * @param moved hears of bytes moved
   */
  BatchEffects(LongConsumer moved) {
    this.moved = moved;
  }

  /** What is asked for next is for this action. */
  void enter(long action) {
    current = action;
  }

  @Override
  public void syncLater(Path path) {
    paths.add(path.toAbsolutePath());
  }

  @Override
  public <J extends Joint> J joint(String key, Class<J> type, Supplier<? extends J> opener) {
    Joint joint = joints.get(key);
    if (joint == null) {
      joint = opener.get();
      joints.put(key, joint);
    }
    users.computeIfAbsent(key, unused -> new HashSet<>()).add(current);
    return type.cast(joint);
  }

  @Override
  public void moved(long bytes) {
    moved.accept(bytes);
  }

  Set<String> joints() {
    return new LinkedHashSet<>(joints.keySet());
  }

  /** Which actions use a joint effect. */
  Set<Long> usersOf(String joint) {
    return users.getOrDefault(joint, Set.of());
  }

  /** Makes one joint effect take effect and lets go of it, whether that worked or not. */
  void commit(String key) {
    Joint joint = joints.remove(key);
    if (joint == null) {
      return;
    }
    try {
      joint.commit();
    } finally {
      joint.close();
    }
  }

  /** Makes what the actions named survive a power cut: files first, then the directories. */
  void sync() {
    Set<Path> directories = new LinkedHashSet<>();
    for (Path path : paths) {
      if (Files.isRegularFile(path)) {
        sync(path);
      } else {
        directories.add(present(path));
      }
    }
    directories.forEach(BatchEffects::sync);
    paths.clear();
  }

  private static Path present(Path path) {
    Path there = path;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }

  private static void sync(Path path) {
    try {
      Directories.syncFile(path);
    } catch (IOException failure) {
      throw new OperatorException(
          ErrorCode.IO_FAILED,
          "it cannot be made durable (fsync): " + failure.getMessage(),
          path.toString(),
          "Look at the kernel's messages for this disk, then resume: each effect is looked at"
              + " anew.",
          failure);
    }
  }

  /** Lets go of joint effects that were not committed. */
  @Override
  public void close() {
    joints.values().forEach(Joint::close);
    joints.clear();
  }
}
