/**
 * {@code kcp compress}: from a dense model to a KCP model, with or without data.
 *
 * <p>In: options. Out: a model file, tables, a page. Separate from {@code cli.weights} because it
 * trains, and from {@code cli.train} because it has a model to begin with.
 */
package org.kcpfpga.cli.compress;
