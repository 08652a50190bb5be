package io.sectorsh.leveldb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Damages a copy of a directory's files in a way that a seed chooses; says what it did. */
final class SeededDamage {
  static final int KINDS = 20;

  private final Random random;
  private final Map<String, byte[]> files;
  private final List<String> told = new ArrayList<>();

  private SeededDamage(Map<String, byte[]> files, long seed) {
    this.random = new Random(seed * 7919);
    this.files = new TreeMap<>(files);
  }

  static Map<String, byte[]> apply(Map<String, byte[]> files, int seed, List<String> told) {
    SeededDamage damage = new SeededDamage(files, seed);
    damage.apply(seed % KINDS);
    told.addAll(damage.told);
    return damage.files;
  }

  private void apply(int kind) {
    switch (kind) {
      case 0 -> flip(any(".*"), 1);
      case 1 -> flip(any("\\d+\\..*"), 1 + random.nextInt(20));
      case 2 -> flip(any("MANIFEST.*"), 1 + random.nextInt(3));
      case 3 -> flip(any("\\d+\\.log"), 1 + random.nextInt(5));
      case 4 -> overwrite(any("\\d+\\..*"), 512, false);
      case 5 -> overwrite(any("\\d+\\..*"), 4096, true);
      case 6 -> overwrite(any(".*"), 1 + random.nextInt(100_000), true);
      case 7 -> cut(any(".*"), -1);
      case 8 -> cut(any("\\d+\\.log"), -1);
      case 9 -> cut(any("\\d+\\.(ldb|sst)"), -1);
      case 10 -> cut(any(".*"), 0);
      case 11 -> remove(any(".*"));
      case 12 -> remove(any("\\d+\\..*"));
      case 13 -> remove("CURRENT");
      case 14 -> remove(any("MANIFEST.*"));
      case 15 -> loseVersionAndIndexes();
      case 16 -> flipIndex(any("\\d+\\.(ldb|sst)"));
      case 17 -> append(any("\\d+\\..*|MANIFEST.*"));
      case 18 -> zeroEnd(any("\\d+\\..*|MANIFEST.*"));
      default -> several();
    }
  }

  /** A name that matches and is not empty. */
  private String any(String form) {
    List<String> names =
        files.keySet().stream()
            .filter(name -> name.matches("CURRENT|MANIFEST.*|\\d+\\..*"))
            .filter(name -> files.get(name).length > 0)
            .toList();
    List<String> fit = names.stream().filter(name -> name.matches(form)).toList();
    List<String> choice = fit.isEmpty() ? names : fit;
    return choice.get(random.nextInt(choice.size()));
  }

  private void flip(String file, int bits) {
    byte[] bytes = files.get(file).clone();
    for (int i = 0; i < bits; i++) {
      int at = random.nextInt(bytes.length);
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      told.add("bit of byte " + at + " of " + file);
    }
    files.put(file, bytes);
  }

  private void overwrite(String file, int length, boolean zeros) {
    byte[] bytes = files.get(file).clone();
    int from = random.nextInt(bytes.length);
    byte[] other = new byte[Math.min(length, bytes.length - from)];
    if (!zeros) {
      random.nextBytes(other);
    }
    System.arraycopy(other, 0, bytes, from, other.length);
    files.put(file, bytes);
    told.add(other.length + " bytes at " + from + " of " + file);
  }

  private void cut(String file, int length) {
    int to = length < 0 ? random.nextInt(files.get(file).length) : length;
    files.put(file, Arrays.copyOf(files.get(file), to));
    told.add(file + " cut to " + to);
  }

  private void remove(String file) {
    files.remove(file);
    told.add(file + " removed");
  }

  private void loseVersionAndIndexes() {
    files.keySet().removeIf(name -> name.matches("CURRENT|MANIFEST.*"));
    for (String name : List.copyOf(files.keySet())) {
      if (name.matches("\\d+\\.(ldb|sst)")) {
        flipIndex(name);
      }
    }
    told.add("no MANIFEST");
  }

  /** The index lies in the last hundredth or so of a table, before the 48 bytes of the footer. */
  private void flipIndex(String file) {
    byte[] bytes = files.get(file).clone();
    if (bytes.length == 0) {
      return;
    }
    int reach = Math.min(bytes.length, 48 + bytes.length / 100);
    int at = bytes.length - 1 - random.nextInt(reach);
    bytes[at] ^= 0x10;
    files.put(file, bytes);
    told.add("byte " + at + " near the end of " + file);
  }

  private void append(String file) {
    byte[] bytes = files.get(file);
    byte[] more = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(5000));
    if (random.nextBoolean()) {
      for (int i = bytes.length; i < more.length; i++) {
        more[i] = (byte) random.nextInt();
      }
    }
    files.put(file, more);
    told.add(more.length - bytes.length + " bytes behind " + file);
  }

  private void zeroEnd(String file) {
    byte[] bytes = files.get(file).clone();
    int from = random.nextInt(bytes.length);
    Arrays.fill(bytes, from, bytes.length, (byte) 0);
    files.put(file, bytes);
    told.add("zeros from " + from + " of " + file);
  }

  private void several() {
    for (int i = 0; i < 3; i++) {
      apply(random.nextInt(KINDS - 1));
    }
  }
}
