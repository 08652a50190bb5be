package io.sectorsh.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A real open file whose calls fail as a plan says. */
final class FaultyChannel extends FileChannel {
  private final FaultPlan plan;
  private final String path;
  private final FileChannel real;

  FaultyChannel(FaultPlan plan, String path, FileChannel real) {
    this.plan = plan;
    this.path = path;
    this.real = real;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    return plan.run(SystemCall.READ, path, () -> real.read(into));
  }

  @Override
  public int read(ByteBuffer into, long position) throws IOException {
    return plan.run(SystemCall.READ, path, () -> real.read(into, position));
  }

  @Override
  public long read(ByteBuffer[] into, int offset, int length) throws IOException {
    return plan.run(SystemCall.READ, path, () -> real.read(into, offset, length));
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    if (plan.isHalf()) {
      real.write(from.duplicate().limit(from.position() + from.remaining() / 2));
    }
    return plan.run(SystemCall.WRITE, path, () -> real.write(from));
  }

  @Override
  public int write(ByteBuffer from, long position) throws IOException {
    return plan.run(SystemCall.WRITE, path, () -> real.write(from, position));
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) throws IOException {
    return plan.run(SystemCall.WRITE, path, () -> real.write(from, offset, length));
  }

  @Override
  public long position() throws IOException {
    return real.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    real.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return plan.run(SystemCall.STAT, path, real::size);
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    plan.run(SystemCall.WRITE, path, () -> real.truncate(size));
    return this;
  }

  @Override
  public void force(boolean metadata) throws IOException {
    plan.run(
        SystemCall.SYNC,
        path,
        () -> {
          real.force(metadata);
          return path;
        });
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return real.lock(position, size, shared);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return real.tryLock(position, size, shared);
  }

  /** The descriptor is gone even where close fails, as with close(2). */
  @Override
  protected void implCloseChannel() throws IOException {
    real.close();
    plan.run(SystemCall.CLOSE, path, () -> path);
  }
}
