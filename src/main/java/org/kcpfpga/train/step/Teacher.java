package org.kcpfpga.train.step;

/**
 * What another network says of every sequence of a data set.
 *
 * @param sequences n
 * @param steps T
 * @param logits [n, C]; null if it does not classify
 * @param hidden [n, T, M]; null if its states do not count
 * @param weights of the parts of the loss
 */
public record Teacher(
    int sequences, int steps, float[] logits, float[] hidden, Distillation weights) {

  /** Of the sequences of these numbers, from {@code from} on, {@code count} of them. */
  Targets targets(int[] numbers, int from, int count) {
    return new Targets(logits(numbers, from, count), hidden(numbers, from, count), weights);
  }

  private float[] logits(int[] numbers, int from, int count) {
    if (logits == null) {
      return null;
    }
    int size = logits.length / sequences;
    float[] some = new float[count * size];
    for (int b = 0; b < count; b++) {
      System.arraycopy(logits, numbers[from + b] * size, some, b * size, size);
    }
    return some;
  }

  private float[] hidden(int[] numbers, int from, int count) {
    if (hidden == null) {
      return null;
    }
    int size = hidden.length / sequences / steps;
    float[] some = new float[steps * count * size];
    for (int b = 0; b < count; b++) {
      for (int t = 0; t < steps; t++) {
        int source = (numbers[from + b] * steps + t) * size;
        System.arraycopy(hidden, source, some, (t * count + b) * size, size);
      }
    }
    return some;
  }
}
