/**
 * Registers, counters and windows of the cycle model. In: the AXI4-Lite pins of a cycle. Out: its
 * answers, and changes of factors and states. Separate because it is the only part that reaches
 * into others, at rest.
 */
package org.kcpfpga.cycle.control;
