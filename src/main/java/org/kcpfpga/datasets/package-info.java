/**
 * Inputs of models: image sets, clips of frames, random samples. In: files of others. Out: tensors
 * [sequences, steps, N] and labels. Separate because no core depends on them.
 */
package org.kcpfpga.datasets;
