package org.kcpfpga.plan;

/**
 * What the timing of a pipeline says, exact.
 *
 * @param interval cycles per step in steady state, input always offered and output always taken
 * @param latency cycles from accepting the first beat of a step to delivering its last output beat,
 *     in an idle core, both included
 */
public record CycleCounts(long interval, long latency) {}
