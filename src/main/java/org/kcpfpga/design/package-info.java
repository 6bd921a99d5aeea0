/**
 * What a user asks for: the shape of a core, its widths, lanes and interfaces.
 *
 * <p>In: a design file (JSON), a generated folder, or a builder's numbers. Out: a checked {@link
 * org.kcpfpga.design.Design}. Separate because a design is a wish, without a single derived number;
 * what follows from it is decided in {@code planner} and kept in {@code plan}.
 */
package org.kcpfpga.design;
