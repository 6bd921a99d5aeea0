/**
 * The host driver: streams sequences into a core and collects hidden states.
 *
 * <p>In: a {@link org.kcpfpga.image.Deployment} and input sequences, which are the user's, or real
 * images, clips of them, or random numbers. Out: hidden states, cycles and counters. Separate
 * because it is what a user's program calls; which core answers, cycle model or Verilated RTL, is
 * behind {@link org.kcpfpga.link.Link}.
 */
package org.kcpfpga.link;
