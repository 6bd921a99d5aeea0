/**
 * Independent parts of long work, each a command of its own, on this machine or on a cluster.
 *
 * <p>In: command lines that print one result each. Out: the results in a folder, every part's once,
 * however often it had to be started; or one line that says which part could not be done, and why.
 *
 * <p>Separate because studies and checks divide their work alike, and none of them may know where
 * its parts run.
 */
package org.kcpfpga.jobs;
