package org.kcpfpga.fpga;

import java.util.Map;

/**
 * A clock that a board can make.
 *
 * @param megahertz its frequency
 * @param parameters of the top module that make it
 */
public record BoardClock(double megahertz, Map<String, Integer> parameters) {}
