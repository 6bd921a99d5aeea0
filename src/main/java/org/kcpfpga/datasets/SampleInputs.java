package org.kcpfpga.datasets;

import java.nio.file.Path;
import java.util.Random;
import org.kcpfpga.common.UserError;
import org.kcpfpga.tensor.Tensor;

/** Inputs for a core when the user names none. */
public final class SampleInputs {
  private SampleInputs() {}

  /**
   * Clips of real images where the input has the size of a frame, uniform random numbers in [0, 1)
   * elsewhere; the same seed gives the same inputs.
   *
   * @param inSize N
   * @param images a .npy file of 28 x 28 images, read only for clips
   * @return [sequences, steps, N], float32 values
   * @throws UserError if a count is below 1, too many values would result, or the images are wrong
   */
  public static Tensor of(int inSize, int sequences, int steps, long seed, Path images) {
    requireCounts(sequences, steps, inSize);
    Random random = new Random(seed);
    if (inSize == VideoClips.FRAME) {
      Tensor drawn = drawn(ImageData.read(images), sequences, random);
      return VideoClips.of(drawn, sequences, steps);
    }
    Tensor inputs = Tensor.zeros(sequences, steps, inSize);
    for (int i = 0; i < inputs.size(); i++) {
      inputs.values()[i] = random.nextFloat();
    }
    return inputs;
  }

  /** Some of the images, drawn with replacement. */
  private static Tensor drawn(Tensor images, int count, Random random) {
    int size = ImageData.SIDE * ImageData.SIDE;
    Tensor drawn = Tensor.zeros(count, ImageData.SIDE, ImageData.SIDE);
    for (int i = 0; i < count; i++) {
      int chosen = random.nextInt(images.extent(0));
      System.arraycopy(images.values(), chosen * size, drawn.values(), i * size, size);
    }
    return drawn;
  }

  /** Refuses counts of which no array can be made. */
  static void requireCounts(int sequences, int steps, int size) {
    if (sequences < 1) {
      throw UserError.at("sequences", sequences, "at least 1");
    }
    if (steps < 1) {
      throw UserError.at("steps", steps, "at least 1");
    }
    if (size < 1) {
      throw UserError.at("input size", size, "at least 1");
    }
    if (Tensor.sizeOf(sequences, steps, size) > Integer.MAX_VALUE - 8) {
      throw UserError.at("inputs", sequences + " x " + steps + " x " + size, "below 2^31 values");
    }
  }
}
