/**
 * What of a core can be seen from outside: pins, registers, load targets, shifts, memories.
 *
 * <p>In: a plan. Out: names, addresses, widths and words, which RTL, cycle model, drivers and
 * documents share. Separate because all of it is read off a plan and none of it decides one.
 */
package org.kcpfpga.plan.boundary;
