/**
 * The command {@code kcp train}. In: options, data files, perhaps a model to begin with. Out: a
 * model file, a line for every epoch, a checkpoint while it runs. Separate because it is the one
 * command with a library of 400 MB behind it, which the others must not load.
 */
package org.kcpfpga.cli.train;
