package org.kcpfpga.plan;

/**
 * What every stage of the accelerator tells a report: its work, its multipliers, its busy cycles.
 */
public interface Stage {
  /** The name that its Verilog, its waveform, its counter and its table row share. */
  String name();

  /** Multipliers in hardware. */
  int multipliers();

  /** Multiplications that one step needs of it. */
  long multiplications();

  /** Cycles of one step in which it issues work; what remains of the interval it waits. */
  long cycles();
}
