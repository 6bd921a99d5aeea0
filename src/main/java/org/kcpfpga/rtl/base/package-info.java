/**
 * Small blocks that every larger one uses: queues, credits, requantisers, shifts.
 *
 * <p>In: a channel or a format of the plan. Out: blocks of the facade. Separate because they know
 * no stage.
 */
package org.kcpfpga.rtl.base;
