package org.kcpfpga.tensor;

import java.nio.file.Path;
import java.util.List;
import org.kcpfpga.fuzz.ReaderContract;
import org.kcpfpga.fuzz.Whole;

class NpyFuzzTest extends ReaderContract {
  NpyFuzzTest() {
    super("npy");
  }

  @Override
  protected void read(Path path) {
    Npy.read(path);
  }

  @Override
  protected List<Whole> wholes() {
    return List.of(
        whole(1, "<f4", "(2, 3)", RawFiles.floats(1, 2, 3, 4, 5, 6)),
        whole(2, "<f8", "(1,)", RawFiles.doubles(-0.5)),
        whole(3, "|u1", "(2, 1, 2)", (byte) 1, (byte) 2, (byte) 3, (byte) 255),
        whole(1, "<i8", "(0, 7)"),
        whole(1, "<i8", "()", RawFiles.longs(3)),
        whole(1, ">f2", "(2,)", (byte) 1, (byte) 2, (byte) 3, (byte) 4),
        whole(2, "|b1", "(2, 1)", (byte) 1, (byte) 0),
        whole(1, "=u8", "(1,)", RawFiles.longs(7)),
        fortran(">i2", "(2, 1)", (byte) 1, (byte) 2, (byte) 3, (byte) 4));
  }

  private static Whole fortran(String type, String shape, byte... data) {
    String header = "{'descr': '" + type + "', 'fortran_order': True, 'shape': " + shape + ", }";
    return Whole.prefixed(RawFiles.npy(1, header, data), 8, 2);
  }

  private static Whole whole(int version, String type, String shape, byte... data) {
    String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
    return Whole.prefixed(RawFiles.npy(version, header, data), 8, version == 1 ? 2 : 4);
  }
}
