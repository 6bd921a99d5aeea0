/**
 * The command line. In: the arguments of {@code ./kcp}. Out: text or one JSON object on stdout, one
 * line on stderr for an error, and an exit code. Separate, because only here is it known that a
 * person or a script is asking: everything below throws, returns records and prints nothing.
 */
package org.kcpfpga.cli;
