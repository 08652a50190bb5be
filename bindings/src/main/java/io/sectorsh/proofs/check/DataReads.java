package io.sectorsh.proofs.check;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Commitment;
import io.sectorsh.replica.DataFile;
import io.sectorsh.replica.DataTree;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Commitments to unsealed data, with failures in an operator's words. */
public final class DataReads {
  private DataReads() {}

  private interface Reading<T> {
    T of(DataFile file) throws IOException;
  }

  /** The piece that a client's file makes. */
  public static DataTree.Piece piece(Object file) {
    return read(file, DataFile::piece);
  }

  /** CommD of an unsealed file. */
  public static Commitment commD(Object file, Object sectorSize) {
    long bytes = new CheckValue("sectorSize", sectorSize).sectorBytes();
    return read(file, data -> data.commD(bytes));
  }

  /** CommD of a sector with pieces, in their order. */
  public static Commitment commD(List<DataTree.Piece> pieces, Object sectorSize) {
    long bytes = new CheckValue("sectorSize", sectorSize).sectorBytes();
    try {
      return DataTree.commD(bytes, pieces);
    } catch (IllegalArgumentException tooMany) {
      throw new OperatorException(
          ErrorCode.BAD_VALUE,
          String.valueOf(tooMany.getMessage()),
          "proofs.commD",
          "Name pieces that fit, each aligned to its size.",
          tooMany);
    }
  }

  private static <T> T read(Object file, Reading<T> reading) {
    Path path = new CheckValue("file", file).path();
    try {
      return reading.of(new DataFile(path, Runtime.getRuntime().availableProcessors()));
    } catch (NoSuchFileException absent) {
      throw new OperatorException(
          ErrorCode.NOT_FOUND, "there is no such file", path.toString(), "", absent);
    } catch (IOException failed) {
      throw new OperatorException(
          ErrorCode.IO_FAILED,
          "cannot be read: " + failed.getMessage(),
          path.toString(),
          "",
          failed);
    }
  }
}
