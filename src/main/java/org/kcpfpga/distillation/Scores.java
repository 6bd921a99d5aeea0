package org.kcpfpga.distillation;

import org.kcpfpga.train.Score;

/**
 * How well a network does.
 *
 * @param validation on the sequences that chose the best epoch; null if there are none
 * @param test on those that chose nothing
 */
public record Scores(Score validation, Score test) {}
