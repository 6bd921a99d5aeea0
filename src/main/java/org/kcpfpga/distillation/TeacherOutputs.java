package org.kcpfpga.distillation;

import java.util.Map;
import org.kcpfpga.common.UserError;
import org.kcpfpga.datasets.source.DataPart;
import org.kcpfpga.rnn.Readout;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.graph.Learner;
import org.kcpfpga.train.graph.NetworkShape;
import org.kcpfpga.train.step.Batch;
import org.kcpfpga.train.step.Batches;
import org.kcpfpga.train.step.Distillation;
import org.kcpfpga.train.step.Teacher;

/**
 * What a network says of sequences.
 *
 * @param sequences n
 * @param steps T
 * @param logits [n, C]; null where it does not classify
 * @param hidden [n, T, M]; null if they were not asked for
 */
record TeacherOutputs(int sequences, int steps, float[] logits, float[] hidden) {
  private static final int TOGETHER = 64;

  /** Hidden values that are kept: what an array can hold. */
  private static final long MOST_ENTRIES = Integer.MAX_VALUE - 8;

  /**
   * Runs the network, once.
   *
   * @param data sequences as the operators see them
   * @param classifies whether its logits count
   * @param states whether its states do
   */
  static TeacherOutputs of(
      NetworkShape shape,
      Map<String, Tensor> parameters,
      DataPart data,
      boolean classifies,
      boolean states) {
    int n = data.count();
    int steps = data.steps();
    float[] logits = classifies ? new float[n * shape.classes()] : null;
    long entries = states ? (long) n * steps * shape.hiddenSize() : 0;
    if (entries > MOST_ENTRIES) {
      throw UserError.at(
          "--data",
          n + " sequences of " + steps + " steps",
          "at most "
              + MOST_ENTRIES
              + " hidden values of the teacher; fewer sequences, or --states 0");
    }
    float[] hidden = states ? new float[(int) entries] : null;
    Batches batches = new Batches(data, null);
    int[] all = Part.numbers(data);
    try (Learner learner = new Learner(shape)) {
      for (int from = 0; from < n; from += TOGETHER) {
        Batch batch = batches.plain(all, from, TOGETHER);
        Tensor h = states ? learner.hidden(parameters, batch) : learner.last(parameters, batch);
        if (states) {
          copy(h.values(), hidden, from * steps * shape.hiddenSize());
        }
        if (classifies) {
          copy(logits(parameters, h), logits, from * shape.classes());
        }
      }
    }
    return new TeacherOutputs(n, steps, logits, hidden);
  }

  private static double[] logits(Map<String, Tensor> parameters, Tensor hidden) {
    Tensor weight = parameters.get("readout.weight");
    if (weight != null) {
      return Readout.logits(weight, parameters.get("readout.bias"), hidden).values();
    }
    // of a linear cell the last output
    int size = hidden.extent(2);
    double[] last = new double[hidden.extent(0) * size];
    for (int b = 0; b < hidden.extent(0); b++) {
      int source = ((b + 1) * hidden.extent(1) - 1) * size;
      System.arraycopy(hidden.values(), source, last, b * size, size);
    }
    return last;
  }

  private static void copy(double[] values, float[] all, int at) {
    for (int i = 0; i < values.length; i++) {
      all[at + i] = (float) values[i];
    }
  }

  /** The class of the largest logit of each, [n]; 0 where it does not classify. */
  Tensor classes() {
    Tensor classes = Tensor.zeros(sequences);
    int size = logits == null ? 0 : logits.length / sequences;
    for (int s = 0; s < sequences; s++) {
      int best = 0;
      for (int c = 1; c < size; c++) {
        best = logits[s * size + c] > logits[s * size + best] ? c : best;
      }
      classes.values()[s] = best;
    }
    return classes;
  }

  /** Of the sequences of these numbers. */
  TeacherOutputs some(int[] numbers) {
    return new TeacherOutputs(numbers.length, steps, some(logits, numbers), some(hidden, numbers));
  }

  private float[] some(float[] all, int[] numbers) {
    if (all == null) {
      return null;
    }
    int size = all.length / sequences;
    float[] some = new float[numbers.length * size];
    for (int i = 0; i < numbers.length; i++) {
      System.arraycopy(all, numbers[i] * size, some, i * size, size);
    }
    return some;
  }

  Teacher teacher(Distillation weights) {
    return new Teacher(sequences, steps, logits, hidden, weights);
  }
}
