package org.kcpfpga.verilated.build;

/**
 * One finding of Verilator's lint.
 *
 * @param rule its name, such as WIDTH
 * @param place {@code file:line:column}, the file without its folders; empty if none
 * @param text what is wrong, one line
 */
public record LintWarning(String rule, String place, String text) {}
