package org.kcpfpga.tensor;

import java.nio.file.Path;
import java.util.List;
import org.kcpfpga.fuzz.ReaderContract;
import org.kcpfpga.fuzz.Whole;

class SafetensorsFuzzTest extends ReaderContract {
  private static final String TWO_TYPES =
      """
      {"__metadata__":{"cell":"lstm","in":"3,4"},
       "a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},
       "b":{"dtype":"F64","shape":[1],"data_offsets":[8,16]}}
      """;

  private static final String EMPTY_AND_SCALAR =
      """
      {"none":{"dtype":"F64","shape":[0,2147483647],"data_offsets":[0,0]},
       "one":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}
      """;

  SafetensorsFuzzTest() {
    super("safetensors");
  }

  @Override
  protected void read(Path path) {
    Safetensors.read(path);
  }

  @Override
  protected List<Whole> wholes() {
    return List.of(whole(TWO_TYPES, new byte[16]), whole(EMPTY_AND_SCALAR, RawFiles.floats(-7)));
  }

  private static Whole whole(String header, byte[] data) {
    return Whole.prefixed(RawFiles.safetensors(header, data), 0, Long.BYTES);
  }
}
