package io.sectorsh.leveldb;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the sound blocks of one table lie, in order of their keys. */
final class SoundBlocks {
  private final Path path;
  private final int rank;
  private final boolean retired;
  private long[] offsets = new long[16];
  private int[] sizes = new int[16];
  private int count;
  private @Nullable InternalKey first;
  private @Nullable InternalKey last;

  SoundBlocks(Path path, int rank, boolean retired) {
    this.path = path;
    this.rank = rank;
    this.retired = retired;
  }

  String file() {
    return String.valueOf(path.getFileName());
  }

  int rank() {
    return rank;
  }

  /** Adds a block; false if its keys do not follow those before. */
  boolean add(BlockHandle handle, BlockKeys keys) {
    if (last != null && last.compareTo(keys.first()) >= 0) {
      return false;
    }
    if (count == sizes.length) {
      offsets = Arrays.copyOf(offsets, count * 2);
      sizes = Arrays.copyOf(sizes, count * 2);
    }
    offsets[count] = handle.offset();
    sizes[count++] = (int) handle.size();
    first = first == null ? keys.first() : first;
    last = keys.last();
    return true;
  }

  Optional<InternalKey> first() {
    return Optional.ofNullable(first);
  }

  Optional<InternalKey> last() {
    return Optional.ofNullable(last);
  }

  /** A pass over all records; the file is open until it is closed. */
  SalvageSource open() {
    try {
      return new Pass(DatabaseFile.open(path));
    } catch (NoSuchFileException gone) {
      throw DatabaseFile.damaged(path, "disappeared while it was read");
    }
  }

  private final class Pass implements SalvageSource {
    private final DatabaseFile file;
    private int next;
    private @Nullable Block block;

    Pass(DatabaseFile file) {
      this.file = file;
    }

    @Override
    public boolean advance() {
      while (block == null || !block.advance()) {
        if (next == count) {
          return false;
        }
        block = Block.read(file, new BlockHandle(offsets[next], sizes[next]));
        next++;
      }
      return true;
    }

    @Override
    public InternalKey key() {
      return current().key();
    }

    @Override
    public byte[] value() {
      return current().value();
    }

    private Block current() {
      if (block == null) {
        throw new IllegalStateException("before the first entry");
      }
      return block;
    }

    @Override
    public String file() {
      return SoundBlocks.this.file();
    }

    @Override
    public long offset() {
      return offsets[next - 1];
    }

    @Override
    public int rank() {
      return rank;
    }

    @Override
    public boolean isRetired() {
      return retired;
    }

    @Override
    public void close() {
      file.close();
    }
  }
}
