package org.kcpfpga.tensor;

import java.io.IOException;
import java.nio.file.Path;
import org.kcpfpga.common.UserError;

/**
 * A {@code .npy} file of any size, of which one entry of the first dimension is read at a time.
 *
 * <p>Law: nothing of it is kept, neither values nor an open file.
 */
public final class NpyRows {
  private final Path path;
  private final int[] shape;
  private final long size;
  private final boolean apart;

  private NpyRows(Path path, NpyHeader header, long size) {
    this.path = path;
    this.shape = header.shape();
    this.size = size;
    this.apart = !header.fortran() && shape.length > 0;
  }

  /**
   * Looks at a file.
   *
   * @throws UserError naming the file if it is not such a file, or longer or shorter than it says
   */
  public static NpyRows open(Path path) {
    return DataFile.read(
        path,
        file -> {
          NpyHeader header = Npy.readHeader(file);
          return new NpyRows(path, header, Npy.count(header, file));
        });
  }

  /** Whether its entries are one after the other: not in Fortran order, nor of a single number. */
  public boolean apart() {
    return apart;
  }

  /** A copy of the shape. */
  public int[] shape() {
    return shape.clone();
  }

  /** The number of elements of all entries. */
  public long size() {
    return size;
  }

  /**
   * The values of an entry of those that are {@link #apart}, each exact.
   *
   * @throws UserError naming the file if it has become another, or an integer is beyond 2^53
   */
  public double[] row(int index) {
    try {
      return DataFile.read(path, file -> row(file, index));
    } catch (UserError e) {
      throw e.getMessage().startsWith(path.toString()) ? e : e.within(path + ": data");
    }
  }

  private double[] row(DataFile file, int index) throws IOException {
    NpyHeader header = Npy.readHeader(file);
    int each = Math.toIntExact(size / shape[0]);
    file.skip((long) index * each * header.type().bytes(), "data");
    return file.elements(header.type(), header.order(), each, "data");
  }
}
