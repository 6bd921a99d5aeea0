/**
 * The contract of every file reader against damaged files.
 *
 * <p>In: a reader and whole files. Out: nothing, or a failed test that leaves the file. Separate
 * because readers of several packages keep one contract.
 */
package org.kcpfpga.fuzz;
