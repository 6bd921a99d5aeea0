package org.kcpfpga.cli;

/**
 * What was found of one tool.
 *
 * @param name the program
 * @param found its version, or null if it is not there
 * @param needed the oldest version that will do
 * @param ok whether it is there and new enough
 * @param requiredBy {@code all} commands, {@code simulation}, {@code proofs} (and tests) or only
 *     {@code tests}
 * @param install what to type to get it
 */
record ToolCheck(
    String name, String found, String needed, boolean ok, String requiredBy, String install) {}
