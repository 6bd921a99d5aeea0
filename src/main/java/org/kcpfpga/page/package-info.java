/**
 * Pages that people look at: one HTML file, charts included, nothing fetched from a network.
 *
 * <p>In: titles, figures, tables, charts as numbers. Out: a text in HTML, with the chart library
 * (Chart.js) and the style in it.
 *
 * <p>Separate because it knows nothing of cores or models: what is said is for {@link
 * org.kcpfpga.report} to choose.
 */
package org.kcpfpga.page;
