/**
 * From a float model to the integers of the hardware, and what those integers compute.
 *
 * <p>In: a {@link org.kcpfpga.rnn.Model} and sample inputs for calibration. Out: a {@link
 * org.kcpfpga.fixed.QuantisedModel} and the bit-exact functional model of it. Separate because it
 * is the one definition of every rounding, table and scale; RTL and cycle model only carry it out.
 *
 * <p>Every cell; operators with merged modes; several interleaved sequences, each in its slot.
 */
package org.kcpfpga.fixed;
