/**
 * How a command ends and where its output goes: exit codes, files, progress. In: a result or an
 * exception. Out: one line and an exit code. Separate because every command ends alike.
 */
package org.kcpfpga.cli.output;
