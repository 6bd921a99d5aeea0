package org.kcpfpga.verify.levels;

/**
 * A comparison of two levels.
 *
 * @param level the lower one
 * @param passed whether it is what it must be
 * @param detail what was compared
 * @param first the first difference, or null
 */
public record Rung(Level level, boolean passed, String detail, String first) {}
