package org.kcpfpga.train.step;

import java.util.SplittableRandom;
import org.kcpfpga.datasets.LabelledInputs;
import org.kcpfpga.datasets.source.DataPart;

/** Makes batches of a data set. */
public final class Batches {
  private final DataPart data;
  private final int steps;
  private final int size;
  private final Teacher teacher;

  /** {@code data}: inputs [n, T, N], labels [n]. */
  public Batches(LabelledInputs data) {
    this(data, null);
  }

  /** {@code teacher}: of the same sequences; null for none. */
  public Batches(LabelledInputs data, Teacher teacher) {
    this(DataPart.of(data), teacher);
  }

  /** Of sequences that are asked for when a batch has them; {@code teacher}: null for none. */
  public Batches(DataPart data, Teacher teacher) {
    this.teacher = teacher;
    this.data = data;
    this.steps = data.steps();
    this.size = data.inSize();
  }

  /** Values of a sequence. */
  public int sequenceSize() {
    return Math.multiplyExact(steps, size);
  }

  /** Whether the sequences have classes, or states of a teacher alone. */
  public boolean classified() {
    return teacher == null || teacher.logits() != null;
  }

  /**
   * The same numbers in an order that depends on seed and epoch only.
   *
   * @param numbers of sequences
   */
  public static int[] shuffled(int[] numbers, long seed, int epoch) {
    int[] order = numbers.clone();
    SplittableRandom random = new SplittableRandom(mixed(seed, epoch, -1));
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int other = order[i];
      order[i] = order[j];
      order[j] = other;
    }
    return order;
  }

  /** The sequences of these numbers, from {@code from} on, at most {@code count}. */
  public Batch plain(int[] numbers, int from, int count) {
    int sequences = Math.min(count, numbers.length - from);
    double[] x = new double[steps * sequences * size];
    int[] classes = new int[sequences];
    for (int b = 0; b < sequences; b++) {
      int number = numbers[from + b];
      classes[b] = data.label(number);
      double[] sequence = data.sequence(number);
      for (int t = 0; t < steps; t++) {
        System.arraycopy(sequence, t * size, x, (t * sequences + b) * size, size);
      }
    }
    Targets targets = teacher == null ? null : teacher.targets(numbers, from, sequences);
    return new Batch(sequences, steps, x, null, classes, targets);
  }

  /**
   * The same batch with dropout: some elements of x, and of h before the hidden operator, are zero
   * in all steps of a sequence; the others are larger, so that means stay.
   *
   * @param hiddenSize M
   * @param position what the masks depend on, and nothing else
   */
  public Batch dropped(Batch batch, Dropout dropout, int hiddenSize, Position position) {
    SplittableRandom random =
        new SplittableRandom(mixed(position.seed(), position.epoch(), position.batch()));
    if (dropout.input() > 0) {
      int row = batch.sequences() * size;
      float[] mask = mask(row, dropout.input(), random);
      for (int i = 0; i < batch.x().length; i++) {
        batch.x()[i] *= mask[i % row];
      }
    }
    float[] hidden =
        dropout.hidden() > 0
            ? mask(batch.sequences() * hiddenSize, dropout.hidden(), random)
            : null;
    return new Batch(batch.sequences(), steps, batch.x(), hidden, batch.labels(), batch.targets());
  }

  /** Probabilities, from 0 to below 1. */
  public record Dropout(double input, double hidden) {}

  /** A batch of a training. */
  public record Position(long seed, int epoch, int batch) {}

  private static float[] mask(int size, double dropped, SplittableRandom random) {
    float kept = (float) (1 / (1 - dropped));
    float[] mask = new float[size];
    for (int i = 0; i < size; i++) {
      mask[i] = random.nextDouble() < dropped ? 0 : kept;
    }
    return mask;
  }

  private static long mixed(long seed, int epoch, int batch) {
    long mixed = new SplittableRandom(seed).nextLong();
    mixed = new SplittableRandom(mixed + epoch).nextLong();
    return new SplittableRandom(mixed + batch).nextLong();
  }
}
