package org.kcpfpga.fpga;

import java.util.Map;
import java.util.regex.Pattern;

/** A family of parts for which there is synthesis here, but no place and route. */
public enum Family {
  /** Lattice ECP5. */
  ECP5(
      "synth_ecp5",
      "LUT4",
      "TRELLIS_FF",
      "CCU2C",
      "TRELLIS_DPR16X4",
      "MULT18X18D",
      18,
      Map.of("DP16KD", 1)),

  /** AMD Xilinx 7 series; block RAM in halves of 18 kbit. */
  XILINX(
      "synth_xilinx -family xc7 -flatten",
      "LUT[1-6]",
      "FD[CPRS]E(_1)?",
      "CARRY4",
      "RAM\\d+(M|X.*|M16)|SRL.*",
      "DSP48E1",
      25,
      Map.of("RAMB18E1", 1, "RAMB36E1", 2));

  private final String command;
  private final Pattern luts;
  private final Pattern flipFlops;
  private final Pattern carries;
  private final Pattern lutRams;
  private final String dsp;
  private final int operandBits;
  private final Map<String, Integer> blocks;

  Family(
      String command,
      String luts,
      String flipFlops,
      String carries,
      String lutRams,
      String dsp,
      int operandBits,
      Map<String, Integer> blocks) {
    this.command = command;
    this.luts = Pattern.compile(luts);
    this.flipFlops = Pattern.compile(flipFlops);
    this.carries = Pattern.compile(carries);
    this.lutRams = Pattern.compile(lutRams);
    this.dsp = dsp;
    this.operandBits = operandBits;
    this.blocks = blocks;
  }

  /** The command of Yosys. */
  String command() {
    return command;
  }

  /** Bits of the wider operand of a DSP. */
  public int operandBits() {
    return operandBits;
  }

  /** What the cells of a netlist are. */
  Estimate estimate(Map<String, Long> cells) {
    long ram = 0;
    for (var block : blocks.entrySet()) {
      ram += block.getValue() * cells.getOrDefault(block.getKey(), 0L);
    }
    return new Estimate(
        count(cells, luts),
        count(cells, flipFlops),
        count(cells, carries),
        count(cells, lutRams),
        cells.getOrDefault(dsp, 0L),
        ram);
  }

  private static long count(Map<String, Long> cells, Pattern kind) {
    return cells.entrySet().stream()
        .filter(cell -> kind.matcher(cell.getKey()).matches())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
