package org.kcpfpga.train;

import java.util.Map;
import org.kcpfpga.rnn.Readout;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.graph.Learner;
import org.kcpfpga.train.step.Batch;
import org.kcpfpga.train.step.Batches;

/**
 * How well a network classifies, or repeats the states of its teacher.
 *
 * @param correct sequences whose largest logit is their label's; 0 where states alone are learned
 * @param sequences all
 * @param loss mean cross-entropy; of states |h - h'|^2 / |h'|^2 over all steps
 */
public record Score(int correct, int sequences, double loss) {
  /** Sequences that are computed together, unless they are long. */
  private static final int TOGETHER = 256;

  /** Values that are computed together. */
  private static final int MOST_VALUES = 1 << 22;

  /**
   * Of some sequences. The read-out is that of every engine, so that of the hardware's arithmetic
   * the accuracy is that of the core, to the last sequence.
   */
  static Score of(Learner learner, Map<String, Tensor> parameters, Batches data, int[] numbers) {
    return data.classified()
        ? ofClasses(learner, parameters, data, numbers)
        : ofStates(learner, parameters, data, numbers);
  }

  private static int together(Batches data) {
    return Math.max(1, Math.min(TOGETHER, MOST_VALUES / data.sequenceSize()));
  }

  private static Score ofStates(
      Learner learner, Map<String, Tensor> parameters, Batches data, int[] numbers) {
    double error = 0;
    double size = 0;
    int together = together(data);
    for (int from = 0; from < numbers.length; from += together) {
      Batch batch = data.plain(numbers, from, together);
      Tensor student = learner.hidden(parameters, batch);
      float[] teacher = batch.targets().hidden();
      int width = student.extent(2);
      for (int at = 0; at < teacher.length; at++) {
        int row = at / width;
        int sequence = row % batch.sequences();
        double h = student.at(sequence, row / batch.sequences(), at % width);
        error += Math.pow(h - teacher[at], 2);
        size += Math.pow(teacher[at], 2);
      }
    }
    return new Score(0, numbers.length, error / Math.max(size, Float.MIN_NORMAL));
  }

  private static Score ofClasses(
      Learner learner, Map<String, Tensor> parameters, Batches data, int[] numbers) {
    int correct = 0;
    double loss = 0;
    int together = together(data);
    for (int from = 0; from < numbers.length; from += together) {
      Batch batch = data.plain(numbers, from, together);
      Tensor hidden = learner.last(parameters, batch);
      Tensor weight = parameters.get("readout.weight");
      Tensor logits =
          weight == null
              ? hidden.reshape(batch.sequences(), hidden.extent(2))
              : Readout.logits(weight, parameters.get("readout.bias"), hidden);
      int[] best = Readout.argmax(logits);
      for (int b = 0; b < best.length; b++) {
        correct += best[b] == batch.labels()[b] ? 1 : 0;
        loss += crossEntropy(logits, b, best[b], batch.labels()[b]);
      }
    }
    return new Score(correct, numbers.length, loss / numbers.length);
  }

  /** log sum_c exp(y_c) - y_label, with the largest logit taken out of the sum. */
  private static double crossEntropy(Tensor logits, int row, int largest, int label) {
    double sum = 0;
    for (int c = 0; c < logits.extent(1); c++) {
      sum += Math.exp(logits.at(row, c) - logits.at(row, largest));
    }
    return Math.log(sum) + logits.at(row, largest) - logits.at(row, label);
  }

  /** Of the sequences, those that are right. */
  public double accuracy() {
    return (double) correct / sequences;
  }

  /** Whether it has more right, or as many with a smaller loss. */
  boolean betterThan(Score other) {
    return correct > other.correct || correct == other.correct && loss < other.loss;
  }
}
