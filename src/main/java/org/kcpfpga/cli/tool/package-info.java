/**
 * The programs that commands need. In: what a command calls. Out: where it is, or one line of what
 * to install. Separate because it is asked before a command starts.
 */
package org.kcpfpga.cli.tool;
