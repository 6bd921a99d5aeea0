/**
 * From a float model and sample inputs to scales, and from scales to integers.
 *
 * <p>In: a {@link org.kcpfpga.rnn.Model} with its samples. Out: {@link
 * org.kcpfpga.fixed.calibration.Scales} and a {@link org.kcpfpga.fixed.QuantisedModel}. Separate
 * because it chooses; what the integers then compute is {@code fixed}.
 */
package org.kcpfpga.fixed.calibration;
