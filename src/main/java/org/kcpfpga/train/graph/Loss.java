package org.kcpfpga.train.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.kcpfpga.train.step.Batch;
import org.kcpfpga.train.step.Distillation;
import org.kcpfpga.train.step.Targets;

/** What a batch makes small: {@link Distillation} with a teacher, else cross-entropy alone. */
final class Loss {
  private final NetworkShape shape;
  private final NDManager manager;
  private final Batch batch;

  Loss(NetworkShape shape, NDManager manager, Batch batch) {
    this.shape = shape;
    this.manager = manager;
    this.batch = batch;
  }

  /**
   * The mean over the sequences.
   *
   * @param logits [B, C]
   * @param states h of every step, [B, M]; empty if the teacher's are not given
   */
  NDArray of(NDArray logits, NDList states) {
    Targets targets = batch.targets();
    if (targets == null) {
      return labels(logits);
    }
    Distillation weights = targets.weights();
    NDArray loss = null;
    if (targets.logits() != null && weights.share() < 1) {
      loss = labels(logits).mul(1 - weights.share());
    }
    if (targets.logits() != null && weights.share() > 0) {
      loss = plus(loss, soft(logits, targets).mul(weights.share()));
    }
    return states.isEmpty()
        ? loss
        : plus(loss, states(states, targets.hidden()).mul(weights.states()));
  }

  private static NDArray plus(NDArray sum, NDArray part) {
    return sum == null ? part : sum.add(part);
  }

  /** -mean log softmax(logits)[label]. */
  private NDArray labels(NDArray logits) {
    NDArray hot = oneHot(logits.getDataType());
    return logits.logSoftmax(1).mul(hot).sum().mul(-1.0 / batch.sequences());
  }

  private NDArray oneHot(DataType type) {
    int classes = shape.classes();
    int[] labels = batch.labels();
    float[] hot = new float[labels.length * classes];
    for (int b = 0; b < labels.length; b++) {
      hot[b * classes + labels[b]] = 1;
    }
    return array(hot, new Shape(labels.length, classes), type);
  }

  /** T^2 mean KL(p, softmax(logits / T)) = T^2 (mean -sum p log softmax(logits / T) - H(p)). */
  private NDArray soft(NDArray logits, Targets targets) {
    double t = targets.weights().temperature();
    float[] p = targets.probabilities(shape.classes());
    double negativeEntropy = 0;
    for (float share : p) {
      negativeEntropy += share > 0 ? share * Math.log(share) : 0;
    }
    NDArray teacher = array(p, logits.getShape(), logits.getDataType());
    NDArray cross = logits.div(t).logSoftmax(1).mul(teacher).sum().neg();
    return cross.add(negativeEntropy).mul(t * t / batch.sequences());
  }

  /** sum |h - h'|^2 / sum |h'|^2 over all steps and sequences. */
  private NDArray states(NDList states, float[] teacher) {
    double size = 0;
    for (float value : teacher) {
      size += (double) value * value;
    }
    // of a single array DJL makes a copy without a gradient
    NDArray student = states.size() == 1 ? states.get(0) : NDArrays.concat(states, 0);
    NDArray other = array(teacher, student.getShape(), student.getDataType());
    return student.sub(other).square().sum().div(Math.max(size, Float.MIN_NORMAL));
  }

  private NDArray array(float[] values, Shape extents, DataType type) {
    return manager.create(values, extents).toType(type, false);
  }
}
