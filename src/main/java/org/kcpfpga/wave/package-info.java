/**
 * Waves: what a simulation did, cycle by cycle, in files that GTKWave and Surfer show.
 *
 * <p>In: the pins of a core, or of two that should be equal, as words in the order of {@link
 * org.kcpfpga.plan.boundary.TopPorts}, and the dump of a simulator that looks within. Out: VCD or
 * FST files.
 *
 * <p>Separate because both formats are public and know nothing of a core. A file is written while
 * the run goes on: a wave may be larger than the memory.
 */
package org.kcpfpga.wave;
