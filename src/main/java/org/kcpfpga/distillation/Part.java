package org.kcpfpga.distillation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.kcpfpga.datasets.source.DataPart;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.step.Batches;
import org.kcpfpga.train.step.Distillation;

/**
 * Sequences and what the teacher says of them.
 *
 * @param data as the network sees them; large ones are not in memory
 * @param outputs of the teacher
 */
record Part(DataPart data, TeacherOutputs outputs) {

  /** Whose labels are the classes that the teacher finds. */
  static Part taught(DataPart data, TeacherOutputs outputs) {
    return new Part(new Chosen(data, numbers(data), outputs.classes()), outputs);
  }

  /** The sequences of these numbers. */
  Part some(int[] numbers) {
    double[] labels = Arrays.stream(numbers).mapToDouble(data::label).toArray();
    Tensor theirs = Tensor.of(new int[] {numbers.length}, labels);
    return new Part(new Chosen(data, numbers, theirs), outputs.some(numbers));
  }

  /** 0, 1, ... of all sequences. */
  static int[] numbers(DataPart data) {
    return IntStream.range(0, data.count()).toArray();
  }

  Batches batches(Distillation weights) {
    return new Batches(data, outputs.teacher(weights));
  }
}
