/**
 * One class a command. In: its options. Out: a report, a file, an exit code. Separate because a
 * command only names what is done; who does it is below.
 */
package org.kcpfpga.cli.command;
