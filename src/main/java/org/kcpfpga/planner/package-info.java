/**
 * The search for a plan: folds, lanes, shared banks, merged modes, queue depths.
 *
 * <p>In: a {@link org.kcpfpga.design.Design}. Out: the best {@link
 * org.kcpfpga.plan.AcceleratorPlan} found within its budget, or a {@link
 * org.kcpfpga.common.UserError} that says what cannot be built. Separate because only it chooses;
 * everybody else reads the plan.
 *
 * <p>With lanes, the plan is the smallest that meets a goal: the cycles of its input, or of one
 * hidden element a cycle and the way back of h. Multipliers are added only as long as that goal, or
 * a good part of it, needs them. A plan that waits for h is then improved by moves of stages
 * between banks, as within a budget of just the multipliers it has: faster, or smaller, never
 * larger. If few allocations remain whose loads allow fewer cycles, all of them are timed.
 *
 * <p>With an interval, it is the smallest that was found in any front: the same search, in which
 * cycles below the interval do not count.
 *
 * <p>With a latency, multipliers are added to such a plan at its interval, within a budget if there
 * is one: from a bank for every stage down, with what the output waits for before all else, and
 * with the operator on h as it is planned or with full matrices.
 *
 * <p>Last, queues lose the words without which interval and latency stay as they are; memory is the
 * least of the goals.
 */
package org.kcpfpga.planner;
