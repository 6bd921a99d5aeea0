/**
 * A model laid out for a core: words of its memories and the writes that load them.
 *
 * <p>In: a plan and a {@link org.kcpfpga.fixed.QuantisedModel}. Out: memory images, load words,
 * checksum. Separate because RTL, drivers and boards need the same words, and a driver must not
 * need Chisel to get them.
 */
package org.kcpfpga.image;
