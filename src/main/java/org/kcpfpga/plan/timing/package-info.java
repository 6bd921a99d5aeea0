/**
 * A plan in time: every beat of every stage, without values.
 *
 * <p>In: a pipeline. Out: its interval, latency and period, as {@link
 * org.kcpfpga.plan.CycleCounts}. Separate because it is the planner's stopwatch: a cycle model that
 * keeps times only, and so may be asked thousands of times.
 */
package org.kcpfpga.plan.timing;
