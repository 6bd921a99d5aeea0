/**
 * Formats against each other on a data set: the same network with its input operator in several
 * formats and sizes, each trained from several seeds.
 *
 * <p>In: a study file (JSON), the data set that it names. Out: one result a job, kept in a folder
 * so that a study goes on where it was, a table, and a page.
 *
 * <p>Separate from training because it only chooses what is trained, and how results are compared.
 */
package org.kcpfpga.study;
