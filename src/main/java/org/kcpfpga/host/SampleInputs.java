package org.kcpfpga.host;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/** Inputs for designs without a data set of their own. */
public final class SampleInputs {
  private static final int SIDE = 28;

  private SampleInputs() {}

  /**
   * Sequences for an input size: clips of real images where a vector is a video frame, else uniform
   * random values.
   *
   * @param seed seed of the random values
   * @param images file of [n, 7, 112] images
   * @return [sequences, steps, inSize], 0 to 1
   */
  public static Tensor of(int inSize, int sequences, int steps, long seed, Path images) {
    if (inSize == VideoClips.FRAME) {
      Tensor grey = Npy.read(images);
      Tensor square = grey.reshape(grey.extent(0), SIDE, SIDE);
      return VideoClips.of(square, sequences, steps);
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = random.doubles((long) sequences * steps * inSize).toArray();
    return Tensor.of(new int[] {sequences, steps, inSize}, values);
  }
}
