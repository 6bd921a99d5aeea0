/**
 * What there is to say of a plan, a comparison or a trade-off, as pages.
 *
 * <p>In: plans, deployments, comparisons. Out: {@link org.kcpfpga.page.Page}s. Separate from the
 * text of commands because a page shows what text cannot: occupancy, histograms, fronts.
 */
package org.kcpfpga.report;
