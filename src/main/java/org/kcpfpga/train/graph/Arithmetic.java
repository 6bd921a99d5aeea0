package org.kcpfpga.train.graph;

import ai.djl.ndarray.NDArray;

/**
 * How a network multiplies and how its cell goes on: in floating point, or as the hardware does.
 */
interface Arithmetic {

  /**
   * What a cell keeps between steps.
   *
   * @param h [batch, M], also the output of the step
   * @param c [batch, M]; null unless it is an LSTM
   */
  record State(NDArray h, NDArray c) {}

  /**
   * W x + b of all steps at once; where the sum is rounded later, this is the exact one.
   *
   * @param x [rows, N]
   * @return [rows, G*M]
   */
  NDArray inputPart(NDArray x);

  /** The state before the first step. */
  State start(int batch);

  /**
   * One step.
   *
   * @param x input part, [batch, G*M]
   * @param dropped h as the hidden operator sees it, [batch, M]
   */
  State step(NDArray x, NDArray dropped, State before);
}
