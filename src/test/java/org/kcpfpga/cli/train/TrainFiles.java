package org.kcpfpga.cli.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/** Files of a task of two classes, small enough to be learned in a second, and the command. */
public final class TrainFiles {
  public static final int SEQUENCES = 60;
  private static final int STEPS = 3;
  private static final int SIZE = 6;

  public final Path inputs;
  public final Path labels;
  public final Path model;

  /** Writes {@code x.npy} and {@code l.npy}. */
  public TrainFiles(Path folder) {
    inputs = folder.resolve("x.npy");
    labels = folder.resolve("l.npy");
    model = folder.resolve("m.safetensors");
    Random random = new Random(5);
    Tensor x = Tensor.zeros(SEQUENCES, STEPS, SIZE);
    Tensor l = Tensor.zeros(SEQUENCES);
    for (int s = 0; s < SEQUENCES; s++) {
      l.values()[s] = s % 2;
      for (int i = 0; i < STEPS * SIZE; i++) {
        double level = i % 2 == s % 2 ? 0.8 : 0.2;
        x.values()[s * STEPS * SIZE + i] = (float) (level + 0.2 * random.nextGaussian());
      }
    }
    Npy.writeFloat32(inputs, x);
    Npy.writeFloat32(labels, l);
  }

  /** {@code kcp train} on these files, with more options. */
  public String[] command(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("train", "--data", inputs.toString(), "--labels", labels.toString()));
    if (!Arrays.asList(more).contains("--in")) {
      all.addAll(List.of("--in", "2,3"));
    }
    all.addAll(List.of("--out", "2,4", "--batch", "16", "--rate", "0.03"));
    all.addAll(List.of("-o", model.toString()));
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }
}
