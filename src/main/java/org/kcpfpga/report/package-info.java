/**
 * Comparisons: RTL against cycle model, hardware against software, and what they print.
 *
 * <p>In: deployments and inputs. Out: records of figures, each with the first difference if there
 * is one. Separate because a comparison must not live with either of the things it compares.
 */
package org.kcpfpga.report;
