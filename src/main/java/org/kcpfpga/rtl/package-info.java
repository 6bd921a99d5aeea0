/**
 * The hardware: every block of the accelerator, written against the facade {@code hdl}.
 *
 * <p>In: a {@link org.kcpfpga.plan.AcceleratorPlan} and a {@link org.kcpfpga.fixed.QuantisedModel}.
 * Out: the top block {@link org.kcpfpga.rtl.Accelerator} and the images of its memories. Separate
 * from {@code cycle}: both carry out the contract of package {@code plan} and never see each other,
 * or their comparison would mean nothing.
 */
package org.kcpfpga.rtl;
