package org.kcpfpga.design;

import java.nio.file.Path;
import java.util.List;
import org.kcpfpga.fuzz.ReaderContract;
import org.kcpfpga.fuzz.Whole;

class DesignFuzzTest extends ReaderContract {
  private static final String RECURRENT =
      """
      {"name": "small-1", "cell": "gru",
       "input": {"in": [3, 12], "out": [2, 3], "terms": 2, "ranks": [2, 1]},
       "hidden": {"in": [3, 2], "out": [3, 2], "terms": 1, "ranks": [2, 2]},
       "inputLanes": 4, "busLanes": 12, "outputLanes": 3,
       "bits": {"activation": 9, "factor": 10, "latent": 11, "state": 12},
       "sequences": 3, "factors": "loadable"}
      """;

  private static final String BUDGETED =
      """
      {"name": "small-2", "cell": "linear",
       "input": {"in": [4], "out": [3], "terms": 1, "ranks": [2]}, "multipliers": 5}
      """;

  DesignFuzzTest() {
    super("design");
  }

  @Override
  protected void read(Path path) {
    DesignFile.read(path);
  }

  @Override
  protected List<Whole> wholes() {
    return List.of(Whole.text(RECURRENT), Whole.text(BUDGETED));
  }
}
