/**
 * Co-simulation: cycle model and RTL in lock step, every pin of every cycle.
 *
 * <p>In: a deployment and stimuli, random or given. Out: the first difference, if there is one.
 * Separate because it may see both sides, and neither may see it.
 */
package org.kcpfpga.verify.cosim;
