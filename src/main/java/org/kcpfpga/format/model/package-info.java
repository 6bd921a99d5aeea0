/**
 * Networks whose operators are in any format, and their model files.
 *
 * <p>In: a safetensors file; docs/model-file.md is the format. Out: a checked {@link
 * org.kcpfpga.format.model.FormatModel} to run in floating point or to train, or the {@link
 * org.kcpfpga.rnn.Model} of a file whose operators hardware can have.
 *
 * <p>Separate because a file joins a cell, which knows nothing of formats, with formats, which know
 * nothing of cells.
 */
package org.kcpfpga.format.model;
