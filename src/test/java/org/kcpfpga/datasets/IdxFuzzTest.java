package org.kcpfpga.datasets;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.kcpfpga.fuzz.ReaderContract;
import org.kcpfpga.fuzz.Whole;

/** Half of the files are packed; what is damaged is inside or outside. */
class IdxFuzzTest extends ReaderContract {
  IdxFuzzTest() {
    super("idx");
  }

  @Override
  protected void read(Path path) {
    IdxFile.read(path, 2);
  }

  @Override
  protected byte[] wrapped(Random random, byte[] bytes) {
    return random.nextInt(4) == 0 ? IdxBytes.gzip(bytes) : bytes;
  }

  @Override
  protected List<Whole> wholes() {
    byte[] whole = IdxBytes.of(new int[] {2, 3}, new byte[] {1, 2, 3, 4, 5, -1});
    return List.of(Whole.bytes(whole), Whole.bytes(IdxBytes.gzip(whole)));
  }
}
