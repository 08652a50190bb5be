package io.sectorsh.replica;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tree over a sealed file ("tree-r-last"): the files of the cache directory that hold it, and
 * its root.
 *
 * <p>Immutable. About 0.1 s a MiB of sealed data.
 */
public final class ReplicaTree {
  private final TreeGeometry geometry;
  private final List<byte[]> files;
  private final byte[] root;

  private ReplicaTree(TreeGeometry geometry, List<byte[]> files, byte[] root) {
    this.geometry = geometry;
    this.files = files;
    this.root = root;
  }

  /**
   * Builds the tree of a whole sealed file.
   *
   * @throws DamagedNodeException when a node of it can't be a sealed one
   * @throws IllegalArgumentException when no sector has that size
   */
  public static ReplicaTree of(byte[] sealed) {
    try {
      return read(new ByteArrayInputStream(sealed), sealed.length);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Builds the tree of a sealed file that streams by.
   *
   * @param sectorBytes how long the file is
   * @throws IOException when it can't be read or is shorter
   * @throws DamagedNodeException when a node of it can't be a sealed one
   */
  public static ReplicaTree read(InputStream sealed, long sectorBytes) throws IOException {
    return read(sealed, TreeGeometry.ofSectorBytes(sectorBytes));
  }

  static ReplicaTree read(InputStream sealed, TreeGeometry geometry) throws IOException {
    Poseidon hash = Poseidon.ofArity(8);
    List<byte[]> files = new ArrayList<>();
    List<byte[]> roots = new ArrayList<>();
    for (int i = 0; i < geometry.trees(); i++) {
      BaseTree tree = readTree(sealed, geometry, hash, i * geometry.leavesPerTree());
      files.add(tree.file());
      roots.add(tree.root());
    }
    return new ReplicaTree(geometry, files, fold(roots));
  }

  private static BaseTree readTree(
      InputStream sealed, TreeGeometry geometry, Poseidon hash, long firstLeaf) throws IOException {
    BaseTree tree = new BaseTree(geometry, hash);
    byte[] group = new byte[8 * Poseidon.NODE_BYTES];
    for (long leaf = 0; leaf < geometry.leavesPerTree(); leaf += 8) {
      if (sealed.readNBytes(group, 0, group.length) != group.length) {
        throw new EOFException("sealed file ends after node " + (firstLeaf + leaf));
      }
      try {
        for (int i = 0; i < 8; i++) {
          tree.add(group, i * Poseidon.NODE_BYTES);
        }
      } catch (DamagedNodeException damaged) {
        throw new DamagedNodeException(firstLeaf + leaf + damaged.getIndex());
      }
    }
    return tree;
  }

  /** The root over the roots of base trees: 1, 2, 8 or 16 of them. */
  static byte[] fold(List<byte[]> roots) {
    return switch (roots.size()) {
      case 1 -> roots.get(0);
      case 2, 8 -> Poseidon.ofArity(roots.size()).hash(roots.toArray(byte[][]::new));
      default -> Poseidon.ofArity(2).hash(fold(roots.subList(0, 8)), fold(roots.subList(8, 16)));
    };
  }

  /** How the tree is cut into files. */
  public TreeGeometry getGeometry() {
    return geometry;
  }

  /** The files of the cache directory by name; copies. */
  public Map<String, byte[]> getFiles() {
    Map<String, byte[]> byName = new LinkedHashMap<>();
    List<String> names = geometry.fileNames();
    for (int i = 0; i < files.size(); i++) {
      byte[] file = files.get(i);
      byName.put(names.get(i), Arrays.copyOf(file, file.length));
    }
    return byName;
  }

  /** comm_r_last, the root of all; a copy. */
  public byte[] getCommRLast() {
    return root.clone();
  }
}
