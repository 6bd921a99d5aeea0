/**
 * The benchmarks behind {@code kcp bench}: JMH, always as ratios of two rows of one run.
 *
 * <p>Test scope, because users of the library do not need them.
 */
package org.kcpfpga.bench;
