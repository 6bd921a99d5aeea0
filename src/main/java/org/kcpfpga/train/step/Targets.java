package org.kcpfpga.train.step;

/**
 * What a teacher says of the sequences of a batch.
 *
 * @param logits [B, C]; null if the teacher has none
 * @param hidden [T, B, M], its h of every step; null if they are not asked for
 * @param weights of the parts of the loss
 */
public record Targets(float[] logits, float[] hidden, Distillation weights) {

  /**
   * The teacher's probabilities at its temperature, softmax(logits / T).
   *
   * @param classes C
   * @return [B, C]
   */
  public float[] probabilities(int classes) {
    float[] all = new float[logits.length];
    for (int row = 0; row < all.length; row += classes) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < classes; c++) {
        largest = Math.max(largest, logits[row + c]);
      }
      double sum = 0;
      for (int c = 0; c < classes; c++) {
        sum += Math.exp((logits[row + c] - largest) / weights.temperature());
      }
      for (int c = 0; c < classes; c++) {
        double share = Math.exp((logits[row + c] - largest) / weights.temperature()) / sum;
        all[row + c] = (float) share;
      }
    }
    return all;
  }
}
