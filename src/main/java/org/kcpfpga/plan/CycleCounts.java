package org.kcpfpga.plan;

/**
 * What the timing of a pipeline says, exact.
 *
 * @param interval cycles per step in steady state, rounded up, input always offered and output
 *     always taken
 * @param latency cycles from accepting the first beat of a step to delivering its last output beat,
 *     in an idle core, both included
 * @param lead steps that are delivered before the state of the core repeats
 * @param period steps after which it does
 * @param settled cycles from accepting the first beat of a stream to delivering the last beat of
 *     step lead + period, both included. A stream's first step may take far longer than one alone:
 *     where stages share a multiplier, those in front work ahead while there is room
 */
public record CycleCounts(long interval, long latency, int lead, int period, long settled) {}
