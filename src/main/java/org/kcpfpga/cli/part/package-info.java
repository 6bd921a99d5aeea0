/**
 * Commands whose work is in parts. In: the parts, and where the user wants them to run. Out: what
 * they came to together. Separate because several commands run their parts alike.
 */
package org.kcpfpga.cli.part;
