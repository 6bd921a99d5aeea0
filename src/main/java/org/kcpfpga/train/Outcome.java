package org.kcpfpga.train;

import java.util.Map;
import org.kcpfpga.fixed.calibration.Scales;
import org.kcpfpga.tensor.Tensor;

/**
 * What a training ended with.
 *
 * @param parameters the best ones, by the names of a model file
 * @param epoch of these, from 1; 0 if it was stopped before the first was done
 * @param validation their score, through the hardware's arithmetic if there are scales; null
 *     without validation
 * @param floating the best score of floating point before that; null if there are no scales
 * @param scales of the hardware; null if the training was in floating point only
 * @param stopped whether somebody asked for the end
 */
public record Outcome(
    Map<String, Tensor> parameters,
    int epoch,
    Score validation,
    Score floating,
    Scales scales,
    boolean stopped) {}
