/**
 * What stages of the cycle model are built from: queues, banks, counters, the stream, pins.
 *
 * <p>In: a channel, a bank or the stream of the plan. Out: objects that stages move from cycle to
 * cycle. Separate because they know no stage.
 */
package org.kcpfpga.cycle.base;
