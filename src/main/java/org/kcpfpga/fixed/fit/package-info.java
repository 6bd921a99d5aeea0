/**
 * Factors that lose as little as possible when they are rounded.
 *
 * <p>In: an operator, the formats of its factors and vectors that it multiplies. Out: {@link
 * org.kcpfpga.fixed.fit.Balance}, which spreads the size of the operator evenly over its factors,
 * and {@link org.kcpfpga.fixed.fit.Steps}, which make the rounding of each factor take up the
 * errors of the others. Separate because it is mathematics of one operator alone; scales and stages
 * are in {@code fixed.calibration}.
 */
package org.kcpfpga.fixed.fit;
