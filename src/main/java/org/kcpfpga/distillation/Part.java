package org.kcpfpga.distillation;

import org.kcpfpga.datasets.LabelledInputs;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.step.Batches;
import org.kcpfpga.train.step.Distillation;

/**
 * Sequences and what the teacher says of them.
 *
 * @param data inputs [n, T, N] as the network sees them, labels [n]
 * @param outputs of the teacher
 */
record Part(LabelledInputs data, TeacherOutputs outputs) {

  /** The sequences of these numbers. */
  Part some(int[] numbers) {
    int steps = data.inputs().extent(1);
    int width = data.inputs().extent(2);
    int size = steps * width;
    Tensor inputs = Tensor.zeros(numbers.length, steps, width);
    Tensor labels = Tensor.zeros(numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      labels.values()[i] = data.labels().values()[numbers[i]];
      System.arraycopy(data.inputs().values(), numbers[i] * size, inputs.values(), i * size, size);
    }
    return new Part(new LabelledInputs(inputs, labels), outputs.some(numbers));
  }

  Batches batches(Distillation weights) {
    return new Batches(data, outputs.teacher(weights));
  }
}
