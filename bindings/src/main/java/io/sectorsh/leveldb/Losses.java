package io.sectorsh.leveldb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects damage and what it may have taken; neighbours become one. */
final class Losses {
  private final List<Damage> damages = new ArrayList<>();
  private final List<Loss> losses = new ArrayList<>();

  /** Damage by which no write can be lost. */
  void add(String file, long offset, long length, DamageKind kind, String what) {
    damages.add(new Damage(file, offset, length, kind, what, Optional.empty()));
  }

  void add(String file, long offset, long length, DamageKind kind, String what, Loss loss) {
    int last = damages.size() - 1;
    Damage damage = new Damage(file, offset, length, kind, what, Optional.of(loss.keys()));
    if (last >= 0 && !losses.isEmpty() && isContinued(damages.get(last), damage)) {
      Damage before = damages.get(last);
      KeyRange keys = before.keys().orElseThrow().hull(loss.keys());
      long end = offset + length;
      damages.set(
          last,
          new Damage(file, before.offset(), end - before.offset(), kind, what, Optional.of(keys)));
      Loss old = losses.remove(losses.size() - 1);
      losses.add(new Loss(keys, Math.max(old.newest(), loss.newest()), loss.rank()));
    } else {
      damages.add(damage);
      losses.add(loss);
    }
  }

  private static boolean isContinued(Damage before, Damage next) {
    return before.kind() == next.kind()
        && before.keys().isPresent()
        && before.what().equals(next.what())
        && before.file().equals(next.file())
        && before.offset() + before.length() == next.offset();
  }

  List<Damage> damages() {
    return damages.stream()
        .sorted(Comparator.comparing(Damage::file).thenComparingLong(Damage::offset))
        .toList();
  }

  /** By first key. */
  List<Loss> sorted() {
    return losses.stream().sorted(Comparator.comparing(Loss::keys)).toList();
  }

  boolean isLost(byte[] key) {
    return losses.stream().anyMatch(loss -> loss.keys().contains(key));
  }

  /** A walk along ascending keys that keeps only the losses around the present one. */
  Walk walk() {
    return new Walk(sorted());
  }

  /** See {@link Losses#walk()}. */
  static final class Walk {
    private final List<Loss> sorted;
    private final List<Loss> here = new ArrayList<>();
    private int next;

    private Walk(List<Loss> sorted) {
      this.sorted = sorted;
    }

    void moveTo(byte[] key) {
      while (next < sorted.size() && !sorted.get(next).keys().isAfter(key)) {
        here.add(sorted.get(next++));
      }
      here.removeIf(loss -> loss.keys().isBefore(key));
    }

    /** Whether a lost write of the present key can be in a file of earlier versions. */
    boolean isPerhapsInRetiredFiles() {
      return here.stream().anyMatch(Loss::isPerhapsInRetiredFiles);
    }

    boolean canHideLater(InternalKey write, int rank) {
      return here.stream().anyMatch(loss -> loss.canHide(write, rank));
    }
  }
}
