package org.kcpfpga.datasets;

import org.kcpfpga.tensor.Tensor;

/**
 * Sequences and their classes.
 *
 * @param inputs [n, steps, N]
 * @param labels [n], the index of each one's class
 */
public record LabelledInputs(Tensor inputs, Tensor labels) {}
