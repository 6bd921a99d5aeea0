/**
 * One class a command, for what comes before a core: data sets, weights of other tools, formats,
 * training, compression, studies.
 *
 * <p>In: its options. Out: a report, a file, an exit code. Separate from the commands of cores
 * because none of these knows a design, but to say what a model would cost.
 */
package org.kcpfpga.cli.weights;
