package org.kcpfpga.cli.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/** A study of sequences that a small network learns at once. */
final class StudyFiles {
  static final String STUDY =
      """
      {"name": "toy", "cell": "gru", "in": [2, 2], "out": [2, 2],
       "data": {"kind": "npy", "train": {"inputs": "x.npy", "labels": "y.npy"},
                "test": {"inputs": "x.npy", "labels": "y.npy"}},
       "hidden": {"terms": 1, "ranks": 2}, "formats": ["dense", "kcp", "cp", "tt"],
       "budgets": [60], "seeds": [1, 2], "epochs": 6, "batch": 16, "rate": 0.02,
       "bits": 8, "fixedEpochs": 2}
      """;

  /** The class says which half of the inputs is larger. */
  static Path write(Path folder, String text) throws IOException {
    Random random = new Random(5);
    Tensor inputs = Tensor.zeros(96, 3, 4);
    Tensor labels = Tensor.zeros(96);
    for (int i = 0; i < inputs.size(); i++) {
      int sequence = i / 12;
      labels.values()[sequence] = sequence % 2;
      boolean large = i % 4 / 2 == sequence % 2;
      inputs.values()[i] = (float) (0.3 * random.nextDouble() + (large ? 0.6 : 0));
    }
    Npy.writeFloat32(folder.resolve("x.npy"), inputs);
    Npy.writeInt64(folder.resolve("y.npy"), labels);
    return Files.writeString(folder.resolve("study.json"), text);
  }

  private StudyFiles() {}
}
