package org.kcpfpga.distillation;

import java.util.List;
import org.kcpfpga.format.model.FormatModel;
import org.kcpfpga.train.Score;

/**
 * What came of a dense model.
 *
 * @param dense the model
 * @param scores how well it does; null if there were no data
 * @param classifies whether scores are of classes; else of states
 * @param tried every size, in turn
 * @param chosen the one that is kept; null if none does
 */
public record Compression(
    FormatModel dense,
    Scores scores,
    boolean classifies,
    List<Compressed> tried,
    Compressed chosen) {

  /**
   * What a score is told as: the share of the sequences that are right; of states the relative
   * error |h - h'| / |h'|. NaN for none.
   */
  public double figure(Score score) {
    if (score == null) {
      return Double.NaN;
    }
    return classifies ? score.accuracy() : Math.sqrt(score.loss());
  }
}
