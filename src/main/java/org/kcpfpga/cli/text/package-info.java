/**
 * Figures as text and JSON. In: records of figures. Out: lines for people, values for scripts.
 * Separate because a figure is the same however it is written.
 */
package org.kcpfpga.cli.text;
