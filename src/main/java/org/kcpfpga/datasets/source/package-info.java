/**
 * Labelled sequences for training and for comparisons, behind one interface: arrays, images, clips,
 * recordings, spike trains.
 *
 * <p>In: a path, or a JSON description of a data set. Out: a {@link
 * org.kcpfpga.datasets.source.DataSource} whose parts give sequences [steps, N] one at a time, so
 * that clips that do not fit in memory can be read, and labels. Short sequences are padded with
 * zeros at the front, so that the last step is always real.
 *
 * <p>Separate because the formats are others' and each has its own traps; docs/data.md lists them.
 */
package org.kcpfpga.datasets.source;
