/**
 * What follows from a choice of multipliers: the lanes of every stage, its channels, the banks.
 *
 * <p>In: a {@link org.kcpfpga.design.Design}, the form of its modes and an {@link
 * org.kcpfpga.planner.build.Allocation}. Out: the {@link org.kcpfpga.plan.Pipeline}, and whether it
 * can be built. Separate because nothing is chosen here between one pipeline and another.
 */
package org.kcpfpga.planner.build;
