/**
 * The search for a plan: folds, lanes, shared banks, merged modes, queue depths.
 *
 * <p>In: a {@link org.kcpfpga.design.Design}. Out: the best {@link
 * org.kcpfpga.plan.AcceleratorPlan} found within its budget, or a {@link
 * org.kcpfpga.common.UserError} that says what cannot be built. Separate because only it chooses;
 * everybody else reads the plan.
 */
package org.kcpfpga.planner;
