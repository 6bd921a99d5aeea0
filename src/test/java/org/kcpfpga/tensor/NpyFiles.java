package org.kcpfpga.tensor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.common.UserError;

/** NumPy files that a test writes and has read. */
abstract class NpyFiles {
  @TempDir Path directory;

  final Tensor read(byte[] bytes) {
    return Npy.read(RawFiles.file(directory, "x.npy", bytes));
  }

  static String header(String descr, String shape) {
    return "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }";
  }

  final void assertError(byte[] bytes, String part) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("x.npy")
        .hasMessageContaining(part);
  }
}
