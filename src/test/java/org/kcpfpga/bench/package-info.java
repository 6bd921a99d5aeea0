/**
 * Benchmarks, started by {@code ./kcp bench}.
 *
 * <p>In: a design of the repository and its images. Out: a table or one JSON object of rates and
 * their ratios. Separate because it measures and judges nothing; it lies among the tests so that
 * the toolkit itself does not carry JMH.
 */
package org.kcpfpga.bench;
